import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent, type LanguageContent } from '../src/knowledge/content';
import { createMatcher, trainMatcher } from '../src/knowledge/matcher/matcher';
import { PROJECT_ROOT } from '../src/projectRoot';
import { createModelStore } from '../src/trainedModels';

const library = loadContent(join(PROJECT_ROOT, 'locales'));
const english = library.languages.get('en') as LanguageContent;
const folder = mkdtempSync(join(tmpdir(), 'models-'));
const store = createModelStore(folder);

afterAll(() => rmSync(folder, { recursive: true }));

test('training is deterministic, and a kept model is the trained one', () => {
  expect(store.read(english)).toBeUndefined();
  store.write(english);
  expect(store.read(english)).toEqual(trainMatcher(english));
});

test('a kept model answers as one that was trained just now', () => {
  const kept = createMatcher(library, store.read);
  const fresh = createMatcher(library);
  for (const asked of ['my upper back hurts when i sit', 'can i have a massage', 'hello there', 'zzz']) {
    expect(kept(asked, 'en')).toEqual(fresh(asked, 'en'));
  }
});

test('a model of other content is not used', () => {
  store.write(english);
  const outOfScope = [...english.utterances.outOfScope, 'a new line'];
  const edited = { ...english, utterances: { ...english.utterances, outOfScope } };
  expect(store.read(edited)).toBeUndefined();
  expect(store.read({ ...english, synonyms: {} })).toBeUndefined();
});

test('a broken file is as none', () => {
  store.write(english);
  for (const file of readdirSync(folder)) writeFileSync(join(folder, file), 'no model');
  expect(store.read(english)).toBeUndefined();
});

test('a folder that cannot be written does not fail the build', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  expect(() => createModelStore(join(file, 'below')).write(english)).not.toThrow();
});
