import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../src/knowledge/content';
import { loadWords } from '../../src/replies/i18n';
import { checkPlaceholders } from '../../src/replies/placeholders';

const LOCALES = join(__dirname, '..', '..', 'locales');
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'locales-'));
  cpSync(LOCALES, root, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

function change(file: string, edit: (content: never) => unknown): void {
  const path = join(root, file);
  const content = JSON.parse(readFileSync(path, 'utf8')) as never;
  edit(content);
  writeFileSync(path, JSON.stringify(content));
}

interface Entry {
  id: string;
  title: string;
  answer?: string[];
  phrasings: string[];
}
interface Clinical {
  topics: Record<string, { related: string[]; group: string; sources: string[]; safetyNet: string[] }>;
  flags: Record<string, { route: string }>;
}

test('the content as it ships loads', () => {
  expect(loadContent(root).languages.size).toBeGreaterThanOrEqual(2);
});

test.each([
  [
    'a missing answer',
    'es/faq/relief.json',
    (e: Entry[]) => delete e[3]?.answer,
    /locales\/es\/faq\/relief\.json at 3\.answer/,
  ],
  [
    'a title too long for a button',
    'en/faq/basics.json',
    (e: Entry[]) => (e[0] = { ...(e[0] as Entry), title: 'x'.repeat(41) }),
    /en\/faq\/basics\.json at 0\.title/,
  ],
  [
    'too few phrasings',
    'en/faq/basics.json',
    (e: Entry[]) => e[1]?.phrasings.splice(3),
    /en\/faq\/basics\.json at 1\.phrasings/,
  ],
  [
    'an id nobody knows',
    'en/faq/basics.json',
    (e: Entry[]) => (e[0] = { ...(e[0] as Entry), id: 'nonsense' }),
    /"nonsense" is not in locales\/clinical\.json/,
  ],
  [
    'an answer in the wrong group',
    'en/faq/basics.json',
    (e: Entry[]) => (e[0] = { ...(e[0] as Entry), id: 'treat-exercise' }),
    /belongs to faq\/relief\.json/,
  ],
  [
    'an id that stands twice',
    'en/faq/basics.json',
    (e: Entry[]) => (e[0] = { ...(e[0] as Entry), id: e[1]?.id ?? '' }),
    /an id stands there twice/,
  ],
  [
    'a red flag without words',
    'es/red-flags.json',
    (f: Entry[]) => f.splice(0, 1),
    /es\/red-flags\.json.*has no words/,
  ],
  [
    'a field that does not exist',
    'en/red-flags.json',
    (f: object[]) => (f[0] = { ...f[0], sing: 'x' }),
    /en\/red-flags\.json at 0.*sing/,
  ],
])('%s stops the start with file and place', (_what, file, edit, reason) => {
  change(file, edit);
  expect(() => loadContent(root)).toThrow(reason);
});

test.each([
  [
    'a related topic',
    (c: Clinical) => c.topics['treat-exercise']?.related.push('nonsense'),
    /topics\.treat-exercise\.related/,
  ],
  ['a source', (c: Clinical) => c.topics['treat-exercise']?.sources.push('nonsense'), /source "nonsense"/],
  [
    'a red flag of a safety net',
    (c: Clinical) => c.topics['treat-exercise']?.safetyNet.push('nonsense'),
    /safetyNet/,
  ],
])('%s that does not exist stops the start', (_what, edit, reason) => {
  change('clinical.json', edit);
  expect(() => loadContent(root)).toThrow(reason);
});

test('a rule for a flag that does not exist, and a concept without words, stop the start', () => {
  change(
    'es/lexicon.json',
    ({ concepts }: { concepts: Record<string, unknown> }) => delete concepts['headache'],
  );
  expect(() => loadContent(root)).toThrow(/es\/lexicon\.json.*headache/);
  change('safety-rules.json', ({ rules }: { rules: { flag: string }[] }) =>
    rules.push({ ...(rules[0] as { flag: string }), flag: 'nonsense' }),
  );
  expect(() => loadContent(root)).toThrow(/safety-rules\.json.*nonsense/);
});

test('a file that is no JSON, or missing, is named', () => {
  writeFileSync(join(root, 'en/utterances.json'), '{');
  expect(() => loadContent(root)).toThrow(/en\/utterances\.json/);
  rmSync(join(root, 'es/bot.json'));
  expect(() => loadWords(root, ['en', 'es'])).toThrow(/es\/bot\.json/);
});

test('a sentence that a language lacks is named by its key', () => {
  change('es/bot.json', ({ button }: { button: Record<string, unknown> }) => delete button['more']);
  expect(() => loadWords(root, ['en', 'es'])).toThrow(/es\/bot\.json at button\.more/);
});

test.each([
  [
    'a sentence of the bot',
    'es/bot.json',
    (b: { error: string }) => (b.error = '{{emergenci}}'),
    /error: nothing/,
  ],
  [
    'the words of a red flag',
    'en/red-flags.json',
    (flags: { say: string }[]) => ((flags[0] as { say: string }).say = '{{matrona}}'),
    /red-flags\.json at [\w-]+: nothing fills "{{matrona}}"; there are emergency/,
  ],
])('a placeholder that nothing fills is refused: %s', (_, file, edit, message) => {
  change(file, edit);
  expect(() => {
    loadWords(root, ['en', 'es']);
    checkPlaceholders(loadContent(root));
  }).toThrow(message);
});
