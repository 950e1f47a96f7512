import type { Token } from '../text';
import { createReach, cueNamed, CUES, isWithin, type Range } from './cueReach';
import type { Span } from './patterns';

/** Whether a finding is said of her now, after NegEx (Chapman 2001) and ConText (Harkema 2009). */
export type Assertion =
  | 'present'
  | 'household'
  | 'resolved'
  | 'past'
  | 'remote'
  | 'others'
  | 'informational'
  | 'conditional'
  | 'denied';

/** A reason not to count a finding. */
export type Cue = Exclude<Assertion, 'present'>;
/** A stronger reason not to count a finding comes first. */
const STRONGEST_FIRST: readonly Cue[] = [
  'denied',
  'conditional',
  'others',
  'informational',
  'remote',
  'past',
  'resolved',
  'household',
];
/** The assertion of a finding made of several: that of its least asserted part. */
export const weakest = (all: readonly Assertion[]): Assertion =>
  (all.length === 0 ? undefined : STRONGEST_FIRST.find((status) => all.includes(status))) ?? 'present';

/**
 * Says for every finding whether it is asserted. `cues` are the spans of the context words. A denial reaches
 * forward until a turn ("but"), a new subject, "and", or a pause that no "or" follows; a time reaches over its
 * clause; a condition or a question for knowledge over its sentence. A cue inside a finding is part of it.
 */
export function assertFindings(
  tokens: readonly Token[],
  findings: readonly Span[],
  cues: readonly Span[],
): { ofFindings: Assertion[]; ofTokens: Assertion[] } {
  const reach = createReach(tokens, findings, cues);
  const said = new Set(cues.map(({ concept }) => concept));
  const ranges = CUES.flatMap((name) => (said.has(cueNamed(name)) ? reach(name) : []));
  if (ranges.length === 0) {
    return { ofFindings: findings.map(() => 'present'), ofTokens: tokens.map(() => 'present') };
  }
  const over: Range[][] = tokens.map(() => []);
  for (const range of ranges) for (let at = range.start; at < range.end; at += 1) over[at]?.push(range);
  return {
    ofFindings: findings.map((finding) => {
      const reaching = over[finding.start]?.filter((range) => !isPart(range.cue, finding)) ?? [];
      return weakest(nearestTime(reaching, finding).map((range) => range.status));
    }),
    ofTokens: over.map((ranges) => weakest(ranges.map((range) => range.status))),
  };
}

/** Of several times said in a clause the nearest is that of the finding: "he hit me last month and as a child". */
function nearestTime(ranges: readonly Range[], finding: Span): readonly Range[] {
  if (ranges.length < 2) return ranges;
  const far = ({ cue }: Range): number => Math.max(cue.start, finding.start) - Math.min(cue.end, finding.end);
  // The cue of a story that is over stands nowhere near.
  const times = ranges.filter(
    ({ status, cue }) => (status === 'past' || status === 'remote') && cue.start >= 0,
  );
  const nearest = Math.min(...times.map(far));
  return ranges.filter((range) => !times.includes(range) || far(range) === nearest);
}

/** Whether the cue is one of several words of the finding: "cant" in "cant pee". */
const isPart = (cue: Span, finding: Span): boolean =>
  isWithin(cue, finding) && finding.end - finding.start > cue.end - cue.start;
