import { join } from 'node:path';
import { loadContent, type Library } from './knowledge/content';
import { createLanguageDetector, type WrittenIn } from './knowledge/language';
import { createMatcher, type Matcher } from './knowledge/matcher/matcher';
import { createSafetyCheck, type SafetyCheck } from './knowledge/safety/safetyCheck';
import { PROJECT_ROOT } from './projectRoot';
import { loadWords, type Words } from './replies/i18n';
import { checkPlaceholders } from './replies/placeholders';
import { readModels, TRAINED_MODELS } from './trainedModels';

/** What the bot knows and how it thinks: read once, the same for every conversation. */
export interface Brain {
  library: Library;
  words: (language: string) => Words;
  checkSafety: SafetyCheck;
  match: Matcher;
  writtenIn: (utterance: string) => WrittenIn;
}

/** Reads `locales/`, and trains where the build has not done it. Throws an Error with file and place for the first thing that is wrong in it. */
export function loadBrain(): Brain {
  const root = join(PROJECT_ROOT, 'locales');
  const library = loadContent(root);
  checkPlaceholders(library);
  const trained = readModels(library, TRAINED_MODELS);
  return {
    library,
    words: loadWords(root, [...library.languages.keys()]),
    checkSafety: createSafetyCheck(library, trained.opinion),
    match: createMatcher(library, trained.matcher),
    writtenIn: createLanguageDetector(library),
  };
}
