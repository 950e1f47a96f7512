import { readFileSync } from 'node:fs';
import { evaluate, RECORD_FILE, type Figures } from '../src/tools/eval';
import { isBetterLower, readTable, wilson, type Share } from '../src/tools/scoring';
import { brain } from './support/startChat';

// The sets in tests/data through the whole bot. A figure that falls below the recorded one fails.
const recorded = JSON.parse(readFileSync(RECORD_FILE, 'utf8')) as Record<string, Figures>;
const share = ({ hits, of }: Share): number => hits / of;

test.each([...brain.library.languages.keys()])(
  'no figure of language %s is worse than the recorded one',
  async (language) => {
    const { figures } = await evaluate(language, brain);
    expect(Object.keys(figures)).toEqual(Object.keys(recorded[language] ?? {}));
    for (const [set, shares] of Object.entries(recorded[language] ?? {})) {
      expect(Object.keys(figures[set] ?? {})).toEqual(Object.keys(shares));
      for (const [name, before] of Object.entries(shares)) {
        const now = figures[set]?.[name] ?? { hits: 0, of: 1 };
        const worse = isBetterLower(name) ? share(now) - share(before) : share(before) - share(now);
        expect([language, name, now, worse <= 0]).toEqual([language, name, now, true]);
      }
    }
  },
  120_000,
);

test('every red flag has messages that must raise it, and none of the messages is a phrasing', () => {
  for (const [language, content] of brain.library.languages) {
    const file = `${language} safety`;
    const rows = readTable(
      readFileSync(RECORD_FILE.replace('recorded.json', `safety.${language}.tsv`), 'utf8'),
      file,
    );
    const positives = rows.filter(({ kind }) => kind === 'positive');
    expect(positives.length).toBeGreaterThanOrEqual(150);
    expect(rows.length - positives.length).toBeGreaterThanOrEqual(150);
    for (const [flag, { level }] of brain.library.flags) {
      expect(positives.filter(({ gold }) => gold === flag).map((row) => row.level)).toContain(level);
    }
    const phrasings = new Set([
      ...[...brain.library.flags.keys()].flatMap((flag) => content.redFlag(flag).phrasings),
      ...content.entries.flatMap((entry) => entry.phrasings),
    ]);
    expect(rows.filter(({ text }) => phrasings.has(text))).toEqual([]);
  }
});

test('a row that lacks a column is refused with its place', () => {
  expect(() => readTable('text\tgold\na\tb\nc', 'x.tsv')).toThrow(/x\.tsv at line 3/);
});

test("Wilson's interval holds the share and stays between 0 and 1", () => {
  const [low, high] = wilson({ hits: 9, of: 10 });
  expect(low).toBeCloseTo(0.596, 2);
  expect(high).toBeCloseTo(0.982, 2);
  expect(wilson({ hits: 0, of: 0 })).toEqual([0, 1]);
});
