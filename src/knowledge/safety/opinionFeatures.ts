import type { Lexicon } from '../lexicon';
import { remember } from '../remember';
import type { Stem } from '../stem';
import type { Assertion } from './assertion';
import type { Reading } from './reading';

/** Features that always come together, such as those of one word, and the token at which they stand. */
export interface Bundle {
  /** The same array each time, so that what is known of it can be kept. */
  names: readonly string[];
  at: number;
}

/** What is known of a word said in one context. */
interface WordFeatures {
  main: string;
  names: readonly string[];
  /** The pair with the word before. */
  after: (before: string) => readonly string[];
}

/** All features of a message that a language has read. */
export type FeatureReader = (reading: Reading) => Bundle[];

/** Pictures say nothing here, and must not water down what words say. */
const WORD = /^[\p{L}\p{N}]/u;
const GRAM = 4;
/** Pairs kept for a word. */
const MOST_PAIRS = 1000;
/** A word that stands in the patterns of more concepts than this says little. */
const MOST_CONCEPTS = 12;

/**
 * Word stems, pairs of them, letters of words, the findings, and the concepts in whose patterns a word stands.
 * What is said not to be hers now is another feature than the same words said of her now (as NOT_word in
 * Pang, Lee & Vaithyanathan 2002).
 */
export function createFeatureReader(lexicon: Lexicon, stem: Stem): FeatureReader {
  const conceptsNear = createConceptsNear(lexicon);
  const stemOf = (word: string): string => (/^\d/.test(word) ? '#' : stem(word));
  const ofWord = new Map(
    ['', DENIED, ELSEWHERE].map((context) => [
      context,
      remember((word): WordFeatures | undefined => {
        if (!WORD.test(word)) return undefined;
        const main = context + stemOf(word);
        const names = [
          `word:${main}`,
          ...grams(word).map((gram) => `chars:${context}${gram}`),
          ...conceptsNear(word).map((concept) => `near:${context}${concept}`),
        ];
        return { main, names, after: remember((before) => [`pair:${before} ${main}`], MOST_PAIRS) };
      }),
    ]),
  );
  const single = remember((name) => [name]);
  return ({ tokens, findings, statuses }) => {
    const bundles: Bundle[] = [];
    let before = '';
    for (let at = 0; at < tokens.length; at += 1) {
      const { norm } = tokens[at] ?? { norm: '' };
      const word = ofWord.get(contextOf(statuses[at]))?.(norm);
      if (word === undefined) continue;
      bundles.push({ names: word.names, at }, { names: word.after(before), at });
      before = word.main;
    }
    const seen = new Set<string>();
    for (const { concept, status, start } of findings) {
      const name = `concept:${status} ${concept}`;
      if (!seen.has(name)) bundles.push({ names: single(name), at: start });
      seen.add(name);
    }
    return bundles;
  };
}

const DENIED = 'not ';
const ELSEWHERE = 'elsewhere ';

/** How a word is said: of her now, denied, or not of her now for another reason. */
function contextOf(status: Assertion | undefined): string {
  if (status === undefined || status === 'present' || status === 'household') return '';
  return status === 'denied' ? DENIED : ELSEWHERE;
}

function grams(word: string): string[] {
  const padded = `<${word}>`;
  return Array.from({ length: Math.max(0, padded.length - GRAM + 1) }, (_, at) =>
    padded.slice(at, at + GRAM),
  );
}

/** The concepts in whose patterns a word is written. */
function createConceptsNear(lexicon: Lexicon): (word: string) => readonly string[] {
  const byWord = new Map<string, Set<string>>();
  const stems: { stem: string; concept: string }[] = [];
  for (const [concept, patterns] of Object.entries(lexicon.concepts)) {
    for (const part of patterns.flatMap((pattern) => pattern.split(/[ |()!^$]/))) {
      const word = part.replace(/\?$/, '');
      if (!/^\p{L}{3}/u.test(word)) continue;
      if (word.endsWith('*')) stems.push({ stem: word.slice(0, -1), concept });
      else byWord.set(word, (byWord.get(word) ?? new Set<string>()).add(concept));
    }
  }
  const named = new Map([...byWord].map(([word, concepts]) => [word, [...concepts]]));
  return (word) => {
    const concepts = new Set(named.get(word));
    for (const { stem, concept } of stems) if (word.startsWith(stem)) concepts.add(concept);
    return concepts.size > MOST_CONCEPTS ? [] : [...concepts];
  };
}
