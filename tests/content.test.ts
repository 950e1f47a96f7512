import { join } from 'node:path';
import { loadBrain } from '../src/brain';
import { COMMANDS, type Entry } from '../src/knowledge/contentSchemas';
import { levelRank, type Level } from '../src/knowledge/safety/levels';
import { words } from '../src/knowledge/text';
import { loadWords } from '../src/replies/i18n';
import { fleschKincaid, inflesz, wordCount } from './support/readability';

const root = join(__dirname, '..', 'locales');
const { library, match: matcher, checkSafety: check } = loadBrain();
const codes = [...library.languages.keys()];
const speak = loadWords(root, codes);

const entries = codes.flatMap((code) =>
  (library.languages.get(code)?.entries ?? []).map((entry): [string, string, Entry] => [
    code,
    entry.id,
    entry,
  ]),
);
const placeholders = ['emergency', 'maternity', 'doctor', 'crisis', 'abuse', 'poison', 'advice'];
const filled = (text: string): string => text.replace(/\{\{\w+\}\}/g, 'us');

test('every language has every topic, every red flag and every route of each level', () => {
  for (const code of codes) {
    const language = library.languages.get(code);
    expect([code, language?.entries.map(({ id }) => id).sort()]).toEqual([
      code,
      [...library.topics.keys()].sort(),
    ]);
  }
  expect(library.topics.size).toBeGreaterThanOrEqual(30);
  expect(library.flags.size).toBe(64);
  expect(new Set([...library.flags.values()].map(({ route }) => route)).size).toBe(5);
});

test('no phrasing stands twice in a language, in whatever spelling', () => {
  for (const code of codes) {
    const seen = new Map<string, string>();
    for (const [language, id, { phrasings }] of entries) {
      if (language !== code) continue;
      for (const phrasing of phrasings) {
        const plain = words(phrasing).join(' ');
        expect([phrasing, seen.get(plain)]).toEqual([phrasing, undefined]);
        seen.set(plain, id);
      }
    }
  }
});

test.each(entries)(
  '%s %s is plain, short, and holds no number to call',
  (code, _id, { answer, more, phrasings }) => {
    const short = filled(answer.join(' '));
    const long = filled(more.join(' '));
    if (code === 'en') {
      expect(fleschKincaid(short)).toBeLessThanOrEqual(7);
      expect(fleschKincaid(long)).toBeLessThanOrEqual(8);
    }
    if (code === 'es') {
      expect(inflesz(short)).toBeGreaterThanOrEqual(65);
      expect(inflesz(long)).toBeGreaterThanOrEqual(60);
    }
    expect(wordCount(short)).toBeLessThanOrEqual(140);
    expect(phrasings.length).toBeGreaterThanOrEqual(12);
    const all = [...answer, ...more].join(' ');
    expect(all).not.toMatch(/<\w|\d{5}|\b(911|999|112|111)\b|https?:/);
    for (const [, name] of all.matchAll(/\{\{(\w+)\}\}/g)) expect(placeholders).toContain(name);
  },
);

// An answer that names a flag must send her at least as fast as the flag does.
const SENDS: [Level, RegExp][] = [
  ['emergency', /\{\{emergency\}\}/],
  ['same-day', /\{\{(maternity|emergency|crisis|abuse|poison|advice)\}\}/],
  ['few-days', /\{\{\w+\}\}/],
];

test.each(entries)('%s %s gives no lower level than the flags it names', (_code, id, { answer, more }) => {
  const { safetyNet } = library.topic(id);
  const flags = safetyNet === 'all' ? [...library.flags.keys()] : safetyNet;
  for (const [level, sends] of SENDS) {
    if (flags.some((flag) => library.flag(flag).level === level))
      expect([...answer, ...more].join(' ')).toMatch(sends);
  }
});

test('every answer says where it comes from, and which of them a clinician signed', () => {
  for (const [, facts] of library.topics) expect(facts.sources.length).toBeGreaterThan(0);
  for (const [, , { reviewed }] of entries) {
    if (reviewed !== null) expect(Date.parse(reviewed.until)).toBeGreaterThan(Date.parse(reviewed.on));
  }
});

test('related topics exist and are not the topic itself', () => {
  for (const [id, { related }] of library.topics) expect(related).not.toContain(id);
});

test('every button is understood word for word', () => {
  for (const code of codes) {
    const { t } = speak(code);
    const understood = (title: string): object => matcher(title, code);
    expect(understood(t('button.more'))).toMatchObject({ command: 'tell-me-more' });
    expect(understood(t('button.else'))).toMatchObject({ command: 'something-else' });
    expect(understood(t('button.none'))).toMatchObject({ command: 'something-else' });
    expect(understood(t('button.browse'))).toMatchObject({ command: 'browse' });
    expect(understood(t('button.reached'))).toMatchObject({ said: 'reached-help' });
    expect(understood(t('button.notMe'))).toMatchObject({ said: 'not-about-me' });
    for (const entry of library.languages.get(code)?.entries ?? []) {
      expect([entry.title, understood(entry.title)]).toEqual([
        entry.title,
        { kind: 'answer', topic: entry.id, confidence: 1 },
      ]);
    }
    for (const group of library.groups) {
      const title = library.languages.get(code)?.utterances.themes[group]?.[0] ?? '';
      expect(understood(title)).toMatchObject({ kind: 'theme', group });
    }
  }
});

test('a word for word utterance means one thing in a language', () => {
  for (const code of codes) {
    const language = library.languages.get(code);
    if (language === undefined) throw new Error('no such language');
    const { commands, themes, afterAlarm, languages } = language.utterances;
    const all = [
      ...COMMANDS.flatMap((command) => commands[command] ?? []),
      ...Object.values(themes).flat(),
      ...Object.values(afterAlarm).flat(),
      ...Object.values(languages).flat(),
      ...language.entries.map(({ title }) => title),
    ].map((text) => words(text).join(' '));
    expect(all.filter((text, at) => all.indexOf(text) !== at)).toEqual([]);
  }
});

test('no title, button or command sets off an alarm, so that nobody is alarmed by our own words', () => {
  for (const code of codes) {
    const language = library.languages.get(code);
    if (language === undefined) throw new Error('no such language');
    const said = [
      ...language.entries.flatMap(({ title }) => [title]),
      ...Object.values(language.utterances.commands).flat(),
      ...Object.values(language.utterances.themes).flat(),
      ...Object.values(language.utterances.afterAlarm).flat(),
    ];
    expect(said.filter((text) => check(text).alarm !== undefined)).toEqual([]);
  }
});

test('the words of a red flag hold no number, no markup and no unknown placeholder', () => {
  for (const code of codes) {
    for (const id of library.flags.keys()) {
      const { sign, now, say } = library.languages.get(code)?.redFlag(id) ?? { sign: '', now: [], say: '' };
      const all = [sign, ...now, say].join(' ');
      expect(all).not.toMatch(/<\w|\d{5}|\b(911|999|112|111)\b|https?:/);
      for (const [, name] of all.matchAll(/\{\{(\w+)\}\}/g)) expect(placeholders).toContain(name);
    }
  }
});

test('levels run from few-days to emergency', () => {
  expect(levelRank('emergency')).toBeGreaterThan(levelRank('same-day'));
  expect(levelRank('same-day')).toBeGreaterThan(levelRank('few-days'));
});
