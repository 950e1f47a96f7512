import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTeamsWords } from '../../../src/channels/teams/words';
import { PROJECT_ROOT } from '../../../src/projectRoot';

interface Draft {
  name: Record<string, unknown>;
  description: Record<string, unknown>;
  commands: Record<string, Record<string, unknown>>;
}

const english = readFileSync(join(PROJECT_ROOT, 'locales/en/teams.json'), 'utf8');
const root = mkdtempSync(join(tmpdir(), 'teams-words-'));
afterAll(() => rmSync(root, { recursive: true }));

function reading(de: string | undefined): () => unknown {
  for (const code of ['de', 'en']) mkdirSync(join(root, code), { recursive: true });
  writeFileSync(join(root, 'en/teams.json'), english);
  rmSync(join(root, 'de/teams.json'), { force: true });
  if (de !== undefined) writeFileSync(join(root, 'de/teams.json'), de);
  return () => readTeamsWords(root);
}

function changed(change: (words: Draft) => void): string {
  const words = JSON.parse(english) as Draft;
  change(words);
  return JSON.stringify(words);
}

test('readTeamsWords reads each language, English first, and joins the paragraphs', () => {
  writeFileSync(join(root, 'clinical.json'), '{}');
  const words = reading(english)() as ReturnType<typeof readTeamsWords>;
  expect([...words.keys()]).toEqual(['en', 'de']);
  expect(words.get('de')?.description.full.split('\n\n').length).toBeGreaterThan(2);
});

test.each([
  ['name.short', (w: Draft) => (w.name['short'] = 'n'.repeat(31))],
  ['name.full', (w: Draft) => (w.name['full'] = 'without the name')],
  ['name.full', (w: Draft) => (w.name['full'] = `{{name}} {{name}} {{name}}${'f'.repeat(9)}`)],
  ['description.short', (w: Draft) => (w.description['short'] = 's'.repeat(81))],
  ['description.full', (w: Draft) => (w.description['full'] = ['p'.repeat(2000), 'q'.repeat(1999)])],
  ['commands.help.title', (w: Draft) => (w.commands['help'] = { title: 't'.repeat(33), description: 'd' })],
  ['commands.help.description', (w: Draft) => (w.commands['help'] = { title: 't', description: '' })],
  ['commands.whoToCall', (w: Draft) => delete w.commands['whoToCall']],
  ['commands', (w: Draft) => (w.commands['fly'] = { title: 'Fly', description: 'Away' })],
])('readTeamsWords refuses a bad %s with file and path', (path, change) => {
  expect(reading(changed(change))).toThrow(`Cannot load locales/de/teams.json at ${path}: `);
});

test('readTeamsWords takes texts that just fit', () => {
  const full = changed((w) => {
    w.name['short'] = 'n'.repeat(30);
    w.name['full'] = `{{name}}${'f'.repeat(70)}`;
    w.description['full'] = ['p'.repeat(2000), 'q'.repeat(1998)];
  });
  expect(reading(full)).not.toThrow();
});

test.each([
  ['that is missing', undefined],
  ['that is no JSON', '{'],
])('readTeamsWords names a file %s', (_, text) => {
  expect(reading(text)).toThrow('Cannot load locales/de/teams.json: ');
});
