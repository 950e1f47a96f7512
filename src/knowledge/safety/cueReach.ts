import { push } from '../listsByKey';
import { remember } from '../remember';
import type { Token } from '../text';
import type { Cue } from './assertion';
import type { Span } from './patterns';

/** The names under which the context words of a lexicon are compiled beside its concepts. */
export const CONTEXT_PREFIX = 'context:';
/** The name of a context word beside the concepts; the same string each time, since making one takes time. */
export const cueNamed = remember((name) => CONTEXT_PREFIX + name);
/** The cue that stands where she tells how far along she is. */
export const TOLD_STAGE = 'told-stage';

/** A cue that is no part of any finding. */
const NOWHERE: Span = { concept: '', start: -1, end: -1 };
const DENIAL_REACH = 9;
const RESOLVED_REACH = 12;
/** A denial longer than this ("dont", "without") reaches over "and"; "no fever and a headache" does not. */
const SHORT_DENIAL = 3;

/** Tokens over which a cue reaches. */
export interface Range {
  status: Cue;
  cue: Span;
  start: number;
  end: number;
}

/** The context words that reach over findings. */
export const CUES = [
  'denial',
  'conditional',
  'others',
  'household',
  'informational',
  'past',
  'remote',
  'remoteBefore',
  'names',
  'resolved',
  'endedWell',
] as const;
type CueName = (typeof CUES)[number];

/** Says for the cues of a kind over which tokens of a message they reach. */
export function createReach(
  tokens: readonly Token[],
  findings: readonly Span[],
  cues: readonly Span[],
): (name: CueName) => Range[] {
  const byName = new Map<string, Span[]>();
  for (const cue of cues) push(byName, cue.concept, cue);
  const of = (name: string): Span[] => byName.get(cueNamed(name)) ?? [];
  const startsOf = (name: string): Set<number> => new Set(of(name).map((cue) => cue.start));
  const turns = startsOf('turns');
  const links = startsOf('links');
  const subjects = startsOf('subjects');
  for (const at of subjects) if (links.has(at - 1)) subjects.delete(at);
  const owns = startsOf('own');
  const joins = startsOf('joins');
  const ands = startsOf('and');
  const apparentAt = cover(of('notDenial'));
  const ends = createEnds(findings, tokens.length);
  const pause = (at: number): boolean => tokens[at]?.before === ',';

  /** The first place from `from` on, at most `to`, where `stops` holds or the sentence ends. */
  const forward = (from: number, stops: (at: number) => boolean, to = tokens.length): number => {
    let at = from;
    while (at < to && tokens[at]?.before !== '.' && !stops(at)) at += 1;
    return Math.min(at, to);
  };
  /** The last place from `from` back, where `stops` holds or the sentence begins. */
  const backward = (from: number, stops: (at: number) => boolean, to = 0): number => {
    let at = from;
    while (at > to && tokens[at]?.before !== '.' && !stops(at)) at -= 1;
    return at;
  };
  const never = (): boolean => false;
  const isTurn = (at: number): boolean => turns.has(at);
  const apparent = (cue: Span): boolean => {
    for (let at = cue.start; at < cue.end; at += 1) if (apparentAt.has(at)) return true;
    return false;
  };
  const herself = (at: number): boolean => owns.has(at) && (pause(at) || ands.has(at - 1));

  const denialEnd = (cue: Span): number => {
    const short = cue.end - cue.start === 1 && (tokens[cue.start]?.norm.length ?? 0) <= SHORT_DENIAL;
    const sentenceEnd = forward(cue.end, never);
    const lastJoin = backward(sentenceEnd - 1, (at) => joins.has(at), cue.end);
    return forward(
      cue.end,
      (at) => {
        if (isTurn(at)) return true;
        if (pause(at) && !(joins.has(lastJoin) && lastJoin >= at)) return true;
        const covered = ends.firstFrom(cue.end) <= at;
        return covered && (subjects.has(at) || (short && ands.has(at)));
      },
      cue.end + DENIAL_REACH,
    );
  };
  /** A time said after its findings ("bleeding last year") stays with them; said before, it opens the clause. */
  const pastRange = (cue: Span): { start: number; end: number } => {
    const stops = (at: number): boolean => turns.has(at) || (pause(at) && subjects.has(at));
    const start = backward(cue.start, stops);
    const follows = ends.firstFrom(start) <= cue.start;
    const first = ends.firstFrom(cue.end);
    // "years ago, i had an infection": a time reaches at least to what happened then.
    const end = forward(
      cue.end,
      (at) => (at >= first && stops(at)) || turns.has(at) || (follows && (pause(at) || ands.has(at))),
    );
    return { start, end };
  };
  /** What a time said in a sentence of its own ("that was in 2015") is said of. */
  const sentenceBefore = (cue: Span): { start: number; end: number } => {
    const start = backward(cue.start, never);
    return { start: start > 0 ? backward(start - 1, never) : 0, end: cue.end };
  };
  /** From the sentence in which the story begins to the words with which it ends well. */
  const story = (cue: Span): { start: number; end: number } => {
    const first = Math.min(cue.start, ...of('elsewhen').map(({ start }) => start));
    return { start: backward(first, never), end: cue.end };
  };
  /** Until she comes back to herself: "my nan had cancer and i have …". */
  const turnToHerself = (cue: Span): number => forward(cue.end, (at) => isTurn(at) || herself(at));

  return (name) => {
    switch (name) {
      case 'denial':
        return of(name)
          .filter((cue) => !apparent(cue) && !ends.surround(cue))
          .map((cue) => ({ status: 'denied', cue, start: cue.end, end: denialEnd(cue) }));
      case 'conditional':
        return of(name)
          .filter((cue) => !apparentAt.has(cue.start))
          .map((cue) => ({ status: name, cue, start: cue.start, end: turnToHerself(cue) }));
      case 'others':
      case 'household':
        return of(name).map((cue) => ({ status: name, cue, start: cue.start, end: turnToHerself(cue) }));
      case 'informational':
        return of(name).flatMap((cue) => {
          const range = { start: backward(cue.start, never), end: forward(cue.end, never) };
          const own = of('own').some((mark) => isWithin(mark, range) && !isWithin(mark, cue));
          return own ? [] : { status: name, cue, ...range };
        });
      case 'past':
      case 'remote':
        return of(name).map((cue) => ({ status: name, cue, ...pastRange(cue) }));
      case 'remoteBefore':
        return of(name).map((cue) => ({ status: 'remote', cue, ...sentenceBefore(cue) }));
      case 'names':
        return of(name).flatMap((cue) => {
          const sentence = { start: backward(cue.start, never), end: forward(cue.end, never) };
          const own = [...of('own'), ...of(TOLD_STAGE)].some(
            (mark) => isWithin(mark, sentence) && !isWithin(mark, cue),
          );
          return own ? [] : { status: 'informational', cue: NOWHERE, start: cue.start, end: cue.end };
        });
      case 'endedWell':
        return of(name).map((cue) => ({ status: 'past', cue: NOWHERE, ...story(cue) }));
      case 'resolved':
        return of(name).map((cue) => {
          const start = backward(cue.start, isTurn, Math.max(0, cue.start - RESOLVED_REACH));
          return { status: name, cue, start, end: cue.end };
        });
    }
  };
}

/** The tokens that spans stand on. */
function cover(spans: readonly Span[]): Set<number> {
  const covered = new Set<number>();
  for (const { start, end } of spans) for (let at = start; at < end; at += 1) covered.add(at);
  return covered;
}

/** Answers about many findings at once, so that a message full of cues does not cost their product. */
function createEnds(
  findings: readonly Span[],
  length: number,
): { firstFrom: (at: number) => number; surround: (cue: Span) => boolean } {
  const first = new Array<number>(length + 1).fill(Infinity);
  const last = new Array<number>(length + 1).fill(0);
  for (const { start, end } of findings) {
    first[start] = Math.min(first[start] ?? Infinity, end);
    last[start] = Math.max(last[start] ?? 0, end);
  }
  for (let at = length - 1; at >= 0; at -= 1)
    first[at] = Math.min(first[at] ?? Infinity, first[at + 1] ?? Infinity);
  const furthest = [...last];
  for (let at = 1; at <= length; at += 1) furthest[at] = Math.max(furthest[at] ?? 0, furthest[at - 1] ?? 0);
  return {
    /** The first end of a finding that begins at a place or later. */
    firstFrom: (at) => first[at] ?? Infinity,
    /** Whether a cue is part of a longer finding. */
    surround: ({ start, end }) => (furthest[start - 1] ?? 0) >= end || (last[start] ?? 0) > end,
  };
}

export const isWithin = (
  inner: { start: number; end: number },
  outer: { start: number; end: number },
): boolean => outer.start <= inner.start && outer.end >= inner.end;
