import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance';
import { remember } from './remember';

/** One word of an utterance: `norm` is what is compared, `start`/`end` say where it stood in the original. */
export interface Token {
  norm: string;
  start: number;
  end: number;
  /** Punctuation straight before this word: none, a comma (list or pause), or the end of a sentence. */
  before: '' | ',' | '.';
}

/** Longer messages are read up to here, so that one message cannot stall the process. */
export const READ_LIMIT = 20_000;

/** No word is longer; what is cost seconds in stemming and in counting letters. */
const LONGEST_WORD = 40;

const WORD = /\p{Extended_Pictographic}|\p{N}+(?:[.,]\p{N}+)?|[\p{L}\p{M}]+(?:['’´`′ʼ＇][\p{L}\p{M}]+)*/gu;
const INVISIBLE =
  /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u180e\u2800\u115f\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** A word, folded; what was folded before is remembered. */
const foldWord = remember((word) => fold(word.slice(0, LONGEST_WORD)).replace(/(?<=\p{N}),(?=\p{N})/u, '.'));

/** Lower case, compatibility forms folded, accents and apostrophes removed, "heeelp" written "help". */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’´`′ʼ]/g, '')
    .toLowerCase()
    .replace(/(\p{L})\1{2,}/gu, '$1');
}

/** Removes control and invisible characters, which people do not type and attackers do; bounds the length. */
export function clean(text: string): string {
  return (
    text
      .slice(0, READ_LIMIT)
      .replace(INVISIBLE, '')
      // eslint-friendly form of the C0/C1 control range; tab and line feed stay
      .replace(/\p{Cc}/gu, (c) => (c === '\n' || c === '\t' ? c : ' '))
  );
}

/** Splits an utterance into words with their places. Digits and letters part company: "32wks" is two words. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    const gap = text.slice(last, match.index);
    const end = match.index + match[0].length;
    const before = tokens.length === 0 ? '' : /[.!?;\n…]/u.test(gap) ? '.' : /[,:()—–]/u.test(gap) ? ',' : '';
    tokens.push({
      norm: foldWord(match[0]),
      start: match.index,
      end,
      before,
    });
    last = end;
  }
  return tokens;
}

/** The folded words of a text, for comparing whole utterances with titles and commands. */
export function words(text: string): string[] {
  return tokenize(clean(text)).map((token) => token.norm);
}

/** Optimal string alignment distance (Damerau 1964) from `natural`; transposition counts once. */
export function editDistance(a: string, b: string): number {
  return DamerauLevenshteinDistance(a, b, { restricted: true });
}
