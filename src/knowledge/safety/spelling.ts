import type { Lexicon } from '../lexicon';
import { createNearestWord, type NearestWord } from '../nearestWord';

/**
 * A spelling check that knows the words of danger of one lexicon. `isKnown` are the words it must leave alone:
 * those of every language and of all content, so that an ordinary word never turns into an alarm.
 */
export function createSpeller(lexicon: Lexicon, isKnown: (word: string) => boolean): NearestWord {
  return createNearestWord(vocabulary(lexicon), isKnown);
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
  const { concepts, context, storyParts } = lexicon;
  const patterns = [concepts, context, storyParts].flatMap((lists) => Object.values(lists).flat());
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
