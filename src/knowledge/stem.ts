import { PorterStemmer, PorterStemmerEs } from 'natural/lib/natural/stemmers';

/** Takes a folded word to the form that its inflections share. */
export type Stem = (word: string) => string;

// Porter (1980) and its Spanish sister, from `natural`. A language without a stemmer is matched by its letters.
const STEMMERS: Readonly<Record<string, { stem: Stem }>> = { en: PorterStemmer, es: PorterStemmerEs };

/** The stemmer of a language; words stay as they are where there is none. */
export function stemmerFor(language: string): Stem {
  const stemmer = STEMMERS[language];
  return stemmer === undefined ? (word) => word : (word) => stemmer.stem(word);
}
