import type { SafetyExamples } from '../contentSchemas';
import type { Lexicon } from '../lexicon';
import { stemmerFor } from '../stem';
import { tokenize } from '../text';
import { createFeatureReader, type FeatureReader } from './opinionFeatures';
import { createReader, type Reader } from './reading';
import type { Level } from './levels';
import type { Rules } from './ruleSchema';
import { vocabulary } from './spelling';

/** What the check needs of the content of one language. */
export interface SafetyContent {
  code: string;
  lexicon: Lexicon;
  safetyExamples: SafetyExamples;
  redFlag: (id: string) => {
    phrasings: readonly string[];
    names?: readonly string[] | undefined;
    ask?: readonly string[] | undefined;
  };
  utterances: {
    commands: Readonly<Record<string, readonly string[]>>;
    afterAlarm: Readonly<Record<string, readonly string[]>>;
    outOfScope: readonly string[];
  };
  entries: readonly {
    title: string;
    question: string;
    phrasings: readonly string[];
    answer: readonly string[];
    more: readonly string[];
  }[];
}

/** What the check needs of the library of all content. */
export interface SafetyLibrary {
  rules: Rules;
  languages: ReadonlyMap<string, SafetyContent>;
  flags: ReadonlyMap<string, { level: Level; route: string }>;
  flag(id: string): { level: Level; route: string };
}

/** How one language is read. */
export interface LanguageReader {
  content: SafetyContent;
  /** Whether a word belongs to the language. */
  owns: (norm: string) => boolean;
  read: Reader;
  features: FeatureReader;
}

/** Compiles the readers of all languages. None mends a word that is right in another. */
export function createReaders({ languages, flags }: SafetyLibrary): LanguageReader[] {
  const readers = [...languages.values()].map((content) => {
    const { lexicon, entries } = content;
    const answers = wordsIn(
      entries.flatMap((entry) => [entry.title, entry.question, ...entry.answer, ...entry.more]),
    );
    const ofDanger = vocabulary(lexicon);
    const ordinary = new Set([...lexicon.ordinary, ...answers]);
    return {
      content,
      owns: (word: string) => ofDanger.has(word) || ordinary.has(word),
      // How people ask holds misspelt words, so it tells what is common and not what is right.
      sample: [...answers, ...wordsIn(entries.flatMap(({ phrasings }) => phrasings))],
    };
  });
  const isKnown = (word: string): boolean => readers.some(({ owns }) => owns(word));
  return readers.map(({ content, owns, sample }) => ({
    content,
    owns,
    read: createReader(content.lexicon, isKnown, sample, namesOf(content, [...flags.keys()])),
    features: createFeatureReader(content.lexicon, stemmerFor(content.code)),
  }));
}

/** The names of conditions by the red flag that is asked about. */
const namesOf = ({ redFlag }: SafetyContent, ids: readonly string[]): Record<string, readonly string[]> =>
  Object.fromEntries(ids.map((id) => [id, redFlag(id).names ?? []]));

const wordsIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => tokenize(text).map(({ norm }) => norm));
