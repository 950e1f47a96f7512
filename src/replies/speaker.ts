import type { Contacts } from '../contacts';
import type { LanguageContent, Library } from '../knowledge/content';
import { contactValues, type ContactValues } from './contactWords';
import type { Words } from './i18n';

/** Everything that is needed to say something in one language at one moment. */
export interface Speaker extends Words {
  language: string;
  content: LanguageContent;
  library: Library;
  contacts: Contacts | undefined;
  /** What stands for the placeholders of contacts. */
  values: ContactValues;
  /** Milliseconds since 1970: opening hours depend on it. */
  now: number;
  /** Whether an answer may be given: signed and unexpired, where the deployer asks for that. */
  mayAnswer: (topic: string) => boolean;
  /** Whether there is a button on the page that leaves it at once. */
  canLeave: boolean;
}

/** Where the words come from. */
export interface SpeakerParts {
  library: Library;
  words: (language: string) => Words;
  contacts: Contacts | undefined;
  now: () => number;
  mayAnswer: (topic: string, language: string) => boolean;
  canLeave: boolean;
}

/** Speaks one language of the library. */
export function createSpeaker(parts: SpeakerParts, language: string): Speaker {
  const { library, contacts } = parts;
  const content = library.languages.get(language);
  if (content === undefined) throw new Error(`There is no language "${language}" in locales/`);
  const words = parts.words(language);
  const now = parts.now();
  return {
    ...words,
    language,
    content,
    library,
    contacts,
    now,
    canLeave: parts.canLeave,
    values: contactValues(contacts, words, now),
    mayAnswer: (topic) => parts.mayAnswer(topic, language),
  };
}
