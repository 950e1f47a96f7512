import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent, type LanguageContent } from '../src/knowledge/content';
import { createMatcher, trainMatcher } from '../src/knowledge/matcher/matcher';
import { PROJECT_ROOT } from '../src/projectRoot';
import { readModels, TRAINED_MODELS, writeModels } from '../src/trainedModels';

const library = loadContent(join(PROJECT_ROOT, 'locales'));
const english = library.languages.get('en') as LanguageContent;
const folder = mkdtempSync(join(tmpdir(), 'models-'));
const without = (change: Partial<LanguageContent>) => ({
  ...library,
  languages: new Map([...library.languages, ['en', { ...english, ...change }] as const]),
});

afterAll(() => rmSync(folder, { recursive: true }));

test('training is deterministic, and a kept model is the trained one', () => {
  const kept = readModels(library, TRAINED_MODELS);
  expect(kept.matcher(english)).toEqual(trainMatcher(english));
  expect(kept.opinion(english)).toBeDefined();
});

test('a kept matcher answers as one that was trained just now', () => {
  const kept = createMatcher(library, readModels(library, TRAINED_MODELS).matcher);
  const fresh = createMatcher(library);
  for (const asked of ['my upper back hurts when i sit', 'can i have a massage', 'hello there', 'zzz']) {
    expect(kept(asked, 'en')).toEqual(fresh(asked, 'en'));
  }
});

test('a model of other content is not used', () => {
  const outOfScope = [...english.utterances.outOfScope, 'a new line'];
  const edited = { ...english, utterances: { ...english.utterances, outOfScope } };
  expect(readModels(library, TRAINED_MODELS).matcher(edited)).toBeUndefined();
  expect(readModels(library, TRAINED_MODELS).matcher({ ...english, synonyms: {} })).toBeUndefined();
  const safetyExamples = { falseAlarms: 0.02, flags: {}, harmless: ['a new line'] };
  expect(readModels(without({ safetyExamples }), TRAINED_MODELS).opinion(english)).toBeUndefined();
  const lexicon = { ...english.lexicon, ordinary: [] };
  expect(readModels(without({ lexicon }), TRAINED_MODELS).opinion({ code: 'es' })).toBeUndefined();
});

test('without a file, or with a broken one, there is no model', () => {
  expect(readModels(library, folder).matcher(english)).toBeUndefined();
  writeFileSync(join(folder, 'matcher.en.model'), 'no model');
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readModels(library, folder).matcher(english)).toBeUndefined();
});

test('a folder that cannot be written does not fail the build', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const small = { ...library, languages: new Map() };
  expect(() => writeModels(small, join(file, 'below'))).not.toThrow();
});
