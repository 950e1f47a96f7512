import { editDistance } from '../text';

/** Gives a word that was never seen the known word that it most likely is, or leaves it as it is. */
export type Repair = (word: string) => string;

const SHORTEST = 5;
/** From this length on two slips are forgiven. */
const LONG = 9;
const CACHE_LIMIT = 20_000;

/** Repairs words towards a vocabulary; the first letter is taken to be right, as it nearly always is. */
export function createRepair(vocabulary: ReadonlySet<string>): Repair {
  const byLetter = new Map<string, string[]>();
  for (const word of vocabulary) {
    if (word.length < SHORTEST - 1) continue;
    byLetter.set(word.charAt(0), [...(byLetter.get(word.charAt(0)) ?? []), word]);
  }
  const cache = new Map<string, string>();
  return (word) => {
    if (word.length < SHORTEST || vocabulary.has(word)) return word;
    const before = cache.get(word);
    if (before !== undefined) return before;
    const limit = word.length >= LONG ? 2 : 1;
    let best = word;
    let distance = limit + 1;
    for (const candidate of byLetter.get(word.charAt(0)) ?? []) {
      if (Math.abs(candidate.length - word.length) > limit) continue;
      const d = editDistance(word, candidate);
      if (d < distance) [best, distance] = [candidate, d];
    }
    if (cache.size < CACHE_LIMIT) cache.set(word, best);
    return best;
  };
}
