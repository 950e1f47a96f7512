import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asTable, RECORD_FILE, type Figures } from '../src/tools/eval';
import { brain } from './support/startChat';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

test('README tells how many answers a clinician signed', () => {
  for (const { entries } of brain.library.languages.values()) {
    const signed = entries.filter(({ reviewed }) => reviewed !== null).length;
    expect(readme).toMatch(
      new RegExp(`Of the ${entries.length} answers in each language, ${signed} are signed`),
    );
  }
});

test('README quotes the recorded figures', () => {
  const recorded = JSON.parse(readFileSync(RECORD_FILE, 'utf8')) as Record<string, Figures>;
  const plain = (text: string): string => text.replace(/ +/g, ' ');
  for (const [language, figures] of Object.entries(recorded)) {
    for (const row of asTable(language, figures).split('\n')) expect(plain(readme)).toContain(plain(row));
  }
});

test('every npm script and every file that the documents name exists', () => {
  for (const file of ['README.md', 'CONTRIBUTING.md', 'SECURITY.md']) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/npm run (?:-s )?([a-z][a-z\d:]*)/g))
      expect(scripts).toHaveProperty([name]);
    for (const [, path = ''] of text.matchAll(/`((?:src|dialogs|locales|tests)\/[\w./-]+)`/g)) {
      expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    }
  }
});

test('.env.example names no setting that nobody reads', () => {
  const names = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^# ([A-Za-z_]+)=/gm)].map(
    (m) => m[1] ?? '',
  );
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(readme).toContain(`\`${name}\``);
});
