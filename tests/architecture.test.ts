import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

// The rooms of the house and what each may import; kept true for README's picture of it.
const ROOT = resolve(__dirname, '..');
const SDK = /^botbuilder|^botframework/;

const files = ['src', 'dialogs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name)),
);

/** Every import of a file: a package by its name, a file of ours by its path from the root. */
function importsOf(file: string): { name: string; typeOnly: boolean }[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  return [...source.matchAll(/^(?:import|export)\s(type\s)?[^;]*?from '([^']+)';|^import '([^']+)';/gms)].map(
    (match) => {
      const from = match[2] ?? match[3] ?? '';
      const name = from.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), from)) : from;
      return { name, typeOnly: match[1] !== undefined };
    },
  );
}

function offenders(room: RegExp, forbidden: (name: string, typeOnly: boolean) => boolean): string[] {
  return files
    .filter((file) => room.test(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((i) => forbidden(i.name, i.typeOnly))
        .map((i) => `${file} → ${i.name}`),
    );
}

const isOurs = (name: string): boolean => /^(src|dialogs|locales|tests)\//.test(name);

test('there are files to check, and imports in them', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap(importsOf).length).toBeGreaterThan(150);
});

test('knowledge imports itself and a few packages, and nothing of the outside world', () => {
  const allowed = /^(natural\/|zod$|tinyld\/light$|node:fs$|node:path$|src\/knowledge\/)/;
  expect(offenders(/^src\/knowledge\//, (name) => !allowed.test(name))).toEqual([]);
});

test('only content.ts reads files in knowledge', () => {
  expect(offenders(/^src\/knowledge\/(?!content\.ts)/, (name) => name.startsWith('node:'))).toEqual([]);
});

test('natural is imported by subpath, and by knowledge alone', () => {
  expect(offenders(/./, (name) => name === 'natural')).toEqual([]);
  expect(offenders(/^(?!src\/knowledge\/)/, (name) => name.startsWith('natural'))).toEqual([]);
});

test('knowledge reads neither the clock, nor chance, nor the environment, and writes nothing', () => {
  const impure = /Date\.now|new Date\(|Math\.random|process\.\w|console\./;
  const found = files.filter(
    (file) => file.startsWith('src/knowledge/') && impure.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(found).toEqual([]);
});

test('replies do not know state, dialogs, channels or the server', () => {
  const allowed = /^(src\/(replies|knowledge)\/|src\/(decision|contacts)$|locales\/)/;
  expect(offenders(/^src\/replies\//, (name) => isOurs(name) && !allowed.test(name))).toEqual([]);
});

test('dialogs hold no words and read no files', () => {
  expect(
    offenders(
      /^dialogs\//,
      (name) => /^(natural|restify|i18next|node:fs)/.test(name) || name.startsWith('locales/'),
    ),
  ).toEqual([]);
  expect(
    offenders(/^dialogs\//, (name) =>
      /^src\/(channels|storage|web|tools|replies|server|createBot|index)/.test(name),
    ),
  ).toEqual([]);
});

test('channels, storage and page do not know what is said', () => {
  const forbidden = /^(src\/(knowledge|replies|bot|createBot)|dialogs|locales)/;
  expect(offenders(/^src\/(channels|storage|web)\//, (name) => forbidden.test(name))).toEqual([]);
});

test('storage uses the SDK for its types alone', () => {
  expect(offenders(/^src\/storage\//, (name, typeOnly) => SDK.test(name) && !typeOnly)).toEqual([]);
});

test('nothing imports the tools or the entry point', () => {
  expect(offenders(/^(?!src\/tools\/)/, (name) => /^src\/(tools\/|index$)/.test(name))).toEqual([]);
});

test('restify stands in the server, the channels and the page only', () => {
  expect(offenders(/^(?!src\/(server|channels|web))/, (name) => name === 'restify')).toEqual([]);
});

test('only config.ts reads process.env', () => {
  const found = files.filter(
    (file) => file !== 'src/config.ts' && /process\.env/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(found).toEqual([]);
});

test('the safety check is made in one place and asked in one place', () => {
  const users = files.filter((file) => /\bcheckSafety\(/.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(users).toEqual(['src/bot.ts']);
});
