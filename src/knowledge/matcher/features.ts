import type { Stem } from '../stem';
import { words } from '../text';
import type { NearestWord } from '../nearestWord';
import type { SynonymFinder } from './synonyms';

/** The features of an utterance by name, each as often as it occurs. */
export type Features = (utterance: string) => Map<string, number>;

/** What stands before the colon of a feature's name is its kind; words say more than pairs and letters do. */
export const FEATURE_WEIGHTS: Readonly<Record<string, number>> = {
  word: 2,
  pair: 0.5,
  chars: 0.7,
  synonym: 3,
};

const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 4;
// Of a long story the beginning is enough to tell the topic; the safety check reads all of it.
const WORDS_READ = 200;
const CACHE_LIMIT = 20_000;

/**
 * Word stems, pairs of stems, groups of synonyms, and the character 3- and 4-grams of each word, which let a
 * misspelt word share most of its features with the right one. `repair` mends misspelt words first.
 */
export function createFeatures(
  stem: Stem,
  synonyms: SynonymFinder,
  repair: NearestWord = (word) => word,
): Features {
  const cache = new Map<string, string>();
  const stemOf = (word: string): string => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    const made = stem(word);
    if (cache.size < CACHE_LIMIT) cache.set(word, made);
    return made;
  };
  return (utterance) => {
    const features = new Map<string, number>();
    const count = (name: string): void => void features.set(name, (features.get(name) ?? 0) + 1);
    const said = words(utterance).slice(0, WORDS_READ).map(repair);
    const stems = said.map(stemOf);
    stems.forEach((current, at) => {
      count(`word:${current}`);
      count(`pair:${stems[at - 1] ?? ''} ${current}`);
    });
    for (const word of said) {
      const padded = `<${word}>`;
      for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size += 1) {
        for (let at = 0; at + size <= padded.length; at += 1) count(`chars:${padded.slice(at, at + size)}`);
      }
    }
    synonyms(stems).forEach((name) => count(`synonym:${name}`));
    return features;
  };
}

/** Whether a feature is a whole word. */
export function isWord(name: string): boolean {
  return name.startsWith('word:');
}
