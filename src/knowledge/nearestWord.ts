import { editDistance } from './text';

/** The word of a vocabulary that a word most likely is, or the word itself. */
export type NearestWord = (word: string) => string;

const SHORTEST = 5;
const LONGEST = 24;
/** From this length on two slips are forgiven. */
const LONG = 9;
const CACHE_LIMIT = 20_000;

/** Words, and the letters of each, one bit a letter, to tell quickly that two words are far apart. */
interface Candidates {
  words: string[];
  letters: Int32Array;
}

/**
 * Mends misspelt words towards `vocabulary`; of two equally near the first wins. Words that `isKnown` are left
 * alone. The first letter must be right, which people nearly always get right (Yannakoudakis & Fawthrop 1983).
 */
export function createNearestWord(
  vocabulary: ReadonlySet<string>,
  isKnown: (word: string) => boolean,
): NearestWord {
  const grouped = new Map<string, string[]>();
  for (const word of vocabulary) {
    if (word.length < SHORTEST - 1) continue;
    const list = grouped.get(word.charAt(0));
    if (list) list.push(word);
    else grouped.set(word.charAt(0), [word]);
  }
  const byLetter = new Map(
    [...grouped].map(([letter, words]): [string, Candidates] => [
      letter,
      { words, letters: Int32Array.from(words, letterSet) },
    ]),
  );
  const cache = new Map<string, string>();
  return (word) => {
    if (word.length < SHORTEST || word.length > LONGEST || isKnown(word) || /\p{N}/u.test(word)) return word;
    const before = cache.get(word);
    if (before !== undefined) return before;
    const found = nearest(word, byLetter.get(word.charAt(0))) ?? word;
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(word, found);
    return found;
  };
}

function nearest(word: string, candidates: Candidates | undefined): string | undefined {
  const limit = word.length >= LONG ? 2 : 1;
  const letters = letterSet(word);
  let best: string | undefined;
  let distance = limit + 1;
  candidates?.words.forEach((candidate, at) => {
    if (Math.abs(candidate.length - word.length) > limit) return;
    if (bitCount((candidates.letters[at] ?? 0) ^ letters) > 2 * limit) return;
    const d = editDistance(word, candidate);
    if (d < distance) [best, distance] = [candidate, d];
  });
  return best;
}

function letterSet(word: string): number {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) set |= 1 << (word.charCodeAt(at) & 31);
  return set;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
