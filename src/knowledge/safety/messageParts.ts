import type { Token } from '../text';

/** Words of a message that are weighed together; each sentence is weighed wherever it stands. */
const LONGEST_BEGINNING = 200;

/**
 * The message, what stands up to the end of each sentence, and each sentence alone: neither what is said before a
 * symptom nor what is added after it may drown it. The whole message comes first.
 */
export function partsOf<T extends { at: number }>(
  tokens: readonly Token[],
  all: readonly T[],
): (readonly T[])[] {
  const starts = tokens.flatMap(({ before }, at) => (before === '.' && at > 0 ? [at] : []));
  if (starts.length === 0) return [all];
  const between = (from: number, to: number): T[] => all.filter(({ at }) => at >= from && at < to);
  const sentences = [...starts, tokens.length].map((end, k) => between(starts[k - 1] ?? 0, end));
  const beginnings = starts
    .slice(1)
    .filter((end) => end <= LONGEST_BEGINNING)
    .map((end) => between(0, end));
  return [
    tokens.length <= LONGEST_BEGINNING ? all : between(0, LONGEST_BEGINNING),
    ...beginnings,
    ...sentences,
  ];
}
