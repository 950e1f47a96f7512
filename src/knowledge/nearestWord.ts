import { editDistance } from './text';

/** The word of a vocabulary that a word most likely is, or the word itself. */
export type NearestWord = (word: string) => string;

const SHORTEST = 5;
const LONGEST = 24;
/** From this length on two slips are forgiven. */
const LONG = 9;
const CACHE_LIMIT = 20_000;

/** A word and the letters in it, one bit each, to tell quickly that two words are far apart. */
interface Candidate {
  word: string;
  letters: number;
}

/**
 * Mends misspelt words towards `vocabulary`; of two equally near the first wins. Words that are `known` are left
 * alone. The first letter must be right, which people nearly always get right (Yannakoudakis & Fawthrop 1983).
 */
export function createNearestWord(vocabulary: ReadonlySet<string>, known: ReadonlySet<string>): NearestWord {
  const byLetter = new Map<string, Candidate[]>();
  for (const word of vocabulary) {
    if (word.length < SHORTEST - 1) continue;
    const list = byLetter.get(word.charAt(0)) ?? [];
    list.push({ word, letters: letterSet(word) });
    byLetter.set(word.charAt(0), list);
  }
  const cache = new Map<string, string>();
  return (word) => {
    if (word.length < SHORTEST || word.length > LONGEST || known.has(word) || /\p{N}/u.test(word))
      return word;
    const before = cache.get(word);
    if (before !== undefined) return before;
    const found = nearest(word, byLetter.get(word.charAt(0)) ?? []) ?? word;
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(word, found);
    return found;
  };
}

function nearest(word: string, candidates: readonly Candidate[]): string | undefined {
  const limit = word.length >= LONG ? 2 : 1;
  const letters = letterSet(word);
  let best: string | undefined;
  let distance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.word.length - word.length) > limit) continue;
    if (bitCount(candidate.letters ^ letters) > 2 * limit) continue;
    const d = editDistance(word, candidate.word);
    if (d < distance) [best, distance] = [candidate.word, d];
  }
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
