import type { Lexicon } from '../lexicon';
import { editDistance } from '../text';

/** Returns the word of danger that an unknown word most likely is, or the word itself. */
export type Speller = (word: string) => string;

const SHORTEST = 5;
const LONGEST = 24;
/** From this length on two slips are forgiven. */
const LONG = 9;
const CACHE_LIMIT = 20_000;

/** A word of danger and the letters in it, one bit each, to tell quickly that two words are far apart. */
interface Candidate {
  word: string;
  letters: number;
}

/**
 * A spelling check that knows the words of danger of one lexicon. `known` are the words it must leave alone:
 * those of every language and of all content, so that an ordinary word never turns into an alarm.
 * The first letter must be right, which people nearly always get right (Yannakoudakis & Fawthrop 1983).
 */
export function createSpeller(lexicon: Lexicon, known: ReadonlySet<string>): Speller {
  const byLetter = new Map<string, Candidate[]>();
  for (const word of vocabulary(lexicon)) {
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

/**
 * Every word form that the lexicon spells out. Of two equally near the speller takes the first: words written in
 * full come before those made of a stem and an ending, and what many patterns use comes first.
 */
export function vocabulary(lexicon: Lexicon): ReadonlySet<string> {
  const made = VOCABULARIES.get(lexicon);
  if (made !== undefined) return made;
  const vocabulary = spellOut(lexicon);
  VOCABULARIES.set(lexicon, vocabulary);
  return vocabulary;
}

// It is asked for by the speller, by the list of known words and by the language detector.
const VOCABULARIES = new WeakMap<Lexicon, ReadonlySet<string>>();

function spellOut(lexicon: Lexicon): Set<string> {
  const patterns = [...Object.values(lexicon.concepts), ...Object.values(lexicon.context)].flat();
  const parts = [...patterns, ...Object.keys(lexicon.spellings)]
    .flatMap((pattern) => pattern.split(/[ |()!^$]/))
    .map((part) => part.replace(/\?$/, ''))
    .filter((part) => /^\p{L}/u.test(part));
  const uses = new Map<string, number>();
  for (const part of parts) uses.set(part, (uses.get(part) ?? 0) + 1);
  const full = [...uses.keys()].filter((part) => !part.endsWith('*'));
  const stems = parts.filter((part) => part.endsWith('*')).map((part) => part.slice(0, -1));
  return new Set([
    ...full.sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0)),
    ...stems.flatMap((stem) => ['', ...lexicon.endings].map((ending) => stem + ending)),
  ]);
}
