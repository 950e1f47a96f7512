import { detectAll } from 'tinyld/light';
import type { LanguageContent, Library } from './content';
import { clean, tokenize } from './text';
import { vocabulary } from './safety/spelling';

/** The language that an utterance is written in, as far as its words tell. */
export type WrittenIn = { kind: 'known'; language: string } | { kind: 'foreign' } | { kind: 'unclear' };

const FEWEST_WORDS = 3;
/** Below this share of known words an utterance of some length is taken for another language. */
const FOREIGN_SHARE = 0.4;

/**
 * Counts the words that only one language of the library has; where they tell nothing and few words are known
 * at all, tinyld's n-gram profiles say whether it is some other language.
 */
export function createLanguageDetector(library: Library): (utterance: string) => WrittenIn {
  const codes = [...library.languages.keys()];
  const vocabularies = new Map([...library.languages].map(([code, content]) => [code, wordsOf(content)]));
  const has = (code: string, word: string): boolean => vocabularies.get(code)?.has(word) === true;

  return (utterance) => {
    const tokens = tokenize(clean(utterance)).map((token) => token.norm);
    const said = tokens.filter((word) => /\p{L}/u.test(word));
    if (said.length === 0) return { kind: 'unclear' };
    const scores = codes
      .map((code) => ({
        code,
        own: said.filter(
          (word) => has(code, word) && !codes.some((other) => other !== code && has(other, word)),
        ).length,
      }))
      .sort((a, b) => b.own - a.own);
    const [first, second] = scores;
    const known = said.filter((word) => codes.some((code) => has(code, word))).length / said.length;
    if (known < FOREIGN_SHARE && isForeign(clean(utterance), said, codes)) return { kind: 'foreign' };
    if (first === undefined || first.own === (second?.own ?? 0)) return { kind: 'unclear' };
    return { kind: 'known', language: first.code };
  };
}

function isForeign(utterance: string, said: readonly string[], codes: readonly string[]): boolean {
  // Every language of the library is written in Latin letters; another script cannot be one of them.
  if (said.every((word) => !/\p{Script=Latin}/u.test(word))) return true;
  if (said.length < FEWEST_WORDS) return false;
  const [best] = detectAll(utterance);
  return best !== undefined && !codes.includes(best.lang);
}

function wordsOf({ entries, utterances, lexicon }: LanguageContent): Set<string> {
  const texts = [
    ...entries.flatMap((e) => [e.title, e.question, ...e.phrasings, ...e.answer, ...e.more]),
    ...Object.values(utterances.commands).flat(),
    ...Object.values(utterances.themes).flat(),
    ...Object.values(utterances.afterAlarm).flat(),
    ...utterances.outOfScope,
  ];
  const words = new Set(texts.flatMap((text) => tokenize(text).map((token) => token.norm)));
  for (const word of vocabulary(lexicon)) words.add(word);
  return words;
}
