import type { Token } from '../text';
import type { Span } from './patterns';

export const ONSETS = [
  'just-now',
  'today',
  'this-morning',
  'tonight',
  'last-night',
  'yesterday',
  'hours',
  'days',
  'weeks',
] as const;

/** Since when something is so, as she told it: hours, days and weeks with how many. */
export interface Onset {
  when: (typeof ONSETS)[number];
  count?: number;
}

const PREFIX = 'onset:';
const isOnset = (name: string): name is Onset['when'] => (ONSETS as readonly string[]).includes(name);

/** The words of a lexicon as concepts to be found beside the others. */
export function onsetConcepts(
  words: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(words).map(([when, patterns]) => [PREFIX + when, patterns]));
}

export const isOnsetSpan = ({ concept }: Span): boolean => concept.startsWith(PREFIX);

/** The first onset told. `born` are the places of numbers that tell of the birth, which is another time. */
export function readOnset(
  tokens: readonly Token[],
  spans: readonly Span[],
  born: ReadonlySet<number>,
): Onset | undefined {
  for (const { concept, start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const when = concept.slice(PREFIX.length);
    if (!isOnset(when)) continue;
    const at = tokens.findIndex(({ norm }, place) => place >= start && place < end && /^\d/.test(norm));
    if (born.has(at)) continue;
    const count = Number(tokens[at]?.norm);
    return Number.isFinite(count) && count > 0 ? { when, count: Math.round(count) } : { when };
  }
  return undefined;
}
