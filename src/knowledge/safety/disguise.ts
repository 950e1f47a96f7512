/** Letters of other alphabets that look like Latin ones, and digits and signs that stand for letters. */
const pairs = (written: string): Map<string, string> =>
  new Map(written.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]));
const LOOKALIKES = pairs(
  'аa вb сc ԁd еe ɡg һh іi јj кk мm нh оo рp ԛq гr ѕs тt ѵv ѡw хx уy αa βb εe ηn ιi κk νv οo ρp τt υu χx ωw',
);
const SIGNS = pairs('0o 1i 3e 4a 5s 7t $s @a !i');

const SPACED = /(?<![\p{L}\p{N}])\p{L}(?:([ .\-_*·])\p{L})(?:\1\p{L})+(?![\p{L}\p{N}])/gu;
const INSIDE_WORD = /(?<=\p{L})[013457$@!]+(?=\p{L})/gu;
const FOREIGN_LETTER = /[\u0370-\u03ff\u0400-\u052f\u0261]/g;
// A pause that cuts one statement in two: "i cant … breathe", a line for each word.
const BROKEN = /\s*(?:\.{2,}|…|\r?\n|\s[-–—/|]+\s|(?<=(?:^|[.!?])\s*\p{L}+)[.](?=\s*\p{L}+[.!?]?))\s*/gu;
// What each of the costly ones needs: most messages have none of it.
const MAY_BE_SPACED = /\p{L}[ .\-_*·]\p{L}[ .\-_*·]\p{L}(?!\p{L})/u;
const MAY_BE_SIGNS = /[013457$@!]\p{L}/u;
const MAY_BE_BROKEN = /[.…\n]|\s[-–—/|]/u;

/**
 * The text without what hides its words: letters apart ("c.a.n.t"), digits and other alphabets for letters
 * ("k1ll"), a statement broken over lines or dots. Meant to be read beside the text, never in its place.
 */
export function undisguise(text: string): string {
  const joined = MAY_BE_SPACED.test(text)
    ? text.replace(SPACED, (letters) => letters.replace(/[^\p{L}]/gu, ''))
    : text;
  const spelt = MAY_BE_SIGNS.test(joined)
    ? joined.replace(INSIDE_WORD, (signs) => signs.replace(/./g, (sign) => SIGNS.get(sign) ?? sign))
    : joined;
  const latin = spelt.replace(FOREIGN_LETTER, (letter) => LOOKALIKES.get(letter.toLowerCase()) ?? letter);
  return MAY_BE_BROKEN.test(latin) ? latin.replace(BROKEN, ' ') : latin;
}
