import type { Token } from '../text';
import { weakest } from './assertion';
import type { Opine } from './opinion';
import type { Reader, Reading } from './reading';
import type { Finding } from './rules';

/** One language as the check uses it. */
export interface Language {
  code: string;
  /** Its place in the list of languages. */
  place: number;
  read: Reader;
  opine: Opine;
}

/** For each language, by its place, whether a word belongs to it. */
export type Owners = readonly boolean[];

/**
 * The languages that have something to read in a message: the one that knows most of its words first, then those
 * that know as many (`equal`), or as many in one of its sentences, or a word that the first does not.
 */
export function languagesOf(
  languages: readonly Language[],
  tokens: readonly Token[],
  owners: readonly Owners[],
): (Language & { equal: boolean })[] {
  const counted = languages
    .map((language) => ({ language, known: count(owners, language) }))
    .sort((a, b) => b.known - a.known);
  const [first] = counted;
  if (first === undefined) return [];
  const main = first.language.place;
  const sentences = sentencesOf(tokens, owners);
  return counted
    .filter(
      ({ language }) =>
        language === first.language ||
        owners.some((owned) => owned[language.place] === true && owned[main] !== true) ||
        sentences.some((sentence) => {
          const known = count(sentence, language);
          return known > 0 && known >= count(sentence, first.language);
        }),
    )
    .map(({ language, known }) => ({ ...language, equal: known === first.known }));
}

const count = (owners: readonly Owners[], { place }: Language): number =>
  owners.reduce((sum, owned) => sum + Number(owned[place]), 0);

/** What belongs to the tokens, sentence by sentence. */
function sentencesOf<T>(tokens: readonly Token[], ofTokens: readonly T[]): T[][] {
  const sentences: T[][] = [];
  tokens.forEach(({ before }, at) => {
    if (before === '.' || sentences.length === 0) sentences.push([]);
    const one = ofTokens[at];
    if (one !== undefined) sentences.at(-1)?.push(one);
  });
  return sentences;
}

/** Where the words of those sentences start that are written in `main` rather than in `other`. */
export function placesOf(
  main: Language,
  other: Language,
  tokens: readonly Token[],
  owners: readonly Owners[],
): ReadonlySet<number> {
  const owned = sentencesOf(tokens, owners);
  const written = sentencesOf(tokens, tokens);
  return new Set(
    written
      .filter((_, at) => count(owned[at] ?? [], main) > count(owned[at] ?? [], other))
      .flatMap((sentence) => sentence.map(({ start }) => start)),
  );
}

/**
 * The findings of a language in a message that is written in another: in sentences of the message's own language
 * (`places`) words that both share are read as that one says, so that "a convulsion years ago" is past for both.
 */
export function inTheContextOf(
  main: Reading,
  { tokens, findings }: Reading,
  places: ReadonlySet<number>,
): Finding[] {
  const statusAt = new Map(main.tokens.map(({ start }, at) => [start, main.statuses[at] ?? 'present']));
  return findings.map((finding) => {
    const start = tokens[finding.start]?.start ?? -1;
    if (!places.has(start)) return finding;
    return { ...finding, status: weakest([finding.status, statusAt.get(start) ?? 'present']) };
  });
}
