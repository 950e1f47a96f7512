import { push, tighten } from '../listsByKey';
import { remember } from '../remember';
import type { Token } from '../text';
import { order, readPatterns, type Pattern } from './patternIndex';
import { createMatcher, type Places, type WordFacts } from './patternMatcher';

/** Where a concept stands in the tokens: from `start` up to but not with `end`. */
export interface Span {
  concept: string;
  start: number;
  end: number;
}

/** Finds every concept in a list of tokens; `known` are the spans of concepts that another finder has found. */
export type ConceptFinder = (tokens: readonly Token[], known?: readonly Span[]) => Span[];

/** A concept, in the order in which they can be found. */
interface Step {
  concept: string;
  /** Where it was found in this message. */
  places: Places | undefined;
  /** Patterns of later concepts that begin with this one and have no word by which they are suggested. */
  leads: Pattern[];
  /** The patterns worth trying in this message. */
  tries: Pattern[];
}

const NO_STEPS: readonly Step[] = [];

/**
 * Compiles the patterns of a lexicon (concept → patterns) into a finder. What a word can be is looked up once
 * and kept, and a pattern is only tried when its rarest word is in the message, so the cost grows with the
 * message and hardly with the lexicon. `sample` is ordinary text of the language, which tells what is rare;
 * `outer` are concepts that another finder finds and that these patterns may name.
 * Throws an Error that names the pattern when one cannot be read.
 */
export function compilePatterns(
  concepts: Record<string, readonly string[]>,
  sample: readonly string[] = [],
  outer: readonly string[] = [],
): ConceptFinder {
  const { patterns, choices, fitting } = readPatterns(concepts, sample);
  const named = new Set(
    patterns.flatMap(({ elements }) => elements.flatMap((e) => ('of' in e ? e.of.concepts : []))),
  );
  const names = [...outer.filter((name) => named.has(name)), ...Object.keys(concepts)];
  const steps = order(names, patterns).map((concept): Step => ({
    concept,
    places: undefined,
    leads: [],
    tries: [],
  }));
  const stepOf = new Map(steps.map((step) => [step.concept, step]));
  const suggested = new Map<number, number[]>();
  const isFirst = new Set<number>();
  const isNeeded = new Set<number>();
  for (const pattern of patterns) {
    const [rarest, next] =
      pattern.rarest < 0 ? [pattern.first.id, pattern.first.id] : [pattern.rarest, pattern.next];
    push(suggested, rarest, pattern.id);
    push(suggested, rarest, next);
    isFirst.add(pattern.first.id);
    isNeeded.add(next);
    if (pattern.rarest < 0) for (const lead of pattern.first.concepts) stepOf.get(lead)?.leads.push(pattern);
  }
  tighten(suggested);
  const stepsBefore = patterns.map(({ first }) =>
    first.concepts.length === 0 ? NO_STEPS : first.concepts.flatMap((lead) => stepOf.get(lead) ?? []),
  );
  const placeOf = new Map(steps.map(({ concept }, place) => [concept, place]));
  const stepOfPattern = Int32Array.from(patterns, ({ concept }) => placeOf.get(concept) ?? 0);
  // Steps with something to do in this message, by their place: most have nothing.
  const active = new Uint8Array(steps.length);

  const factsOf = remember((word): WordFacts => {
    const fits = fitting(word);
    return {
      fits: new Set(fits),
      firsts: fits.filter((choice) => isFirst.has(choice)),
      seconds: fits.filter((choice) => isNeeded.has(choice) && !isFirst.has(choice)),
      suggests: fits.flatMap((choice) => suggested.get(choice) ?? []),
    };
  });

  // The message in which a choice was seen and a pattern tried last, and the places of a first choice, each linked to
  // the one before: so nothing has to be emptied or made for each message.
  const seenIn = new Uint32Array(choices);
  const lastAt = new Int32Array(choices);
  const triedIn = new Uint32Array(patterns.length);
  let link: { at: Int32Array; before: Int32Array } = { at: new Int32Array(0), before: new Int32Array(0) };
  let message = 0;
  /** Notes where each choice stands. */
  const see = (facts: readonly WordFacts[]): void => {
    const size = facts.reduce((sum, { firsts }) => sum + firsts.length, 0);
    if (link.at.length < size) link = { at: new Int32Array(2 * size), before: new Int32Array(2 * size) };
    let free = 0;
    facts.forEach(({ firsts, seconds }, at) => {
      for (const choice of seconds) seenIn[choice] = message;
      for (const choice of firsts) {
        link.at[free] = at;
        link.before[free] = seenIn[choice] === message ? (lastAt[choice] ?? -1) : -1;
        seenIn[choice] = message;
        lastAt[choice] = free;
        free += 1;
      }
    });
  };

  const suggest = (id: number): void => {
    const pattern = patterns[id];
    if (pattern === undefined || triedIn[id] === message) return;
    triedIn[id] = message;
    const place = stepOfPattern[id] ?? 0;
    active[place] = 1;
    steps[place]?.tries.push(pattern);
  };

  return (tokens, known = []) => {
    message += 1;
    const facts = tokens.map((token) => factsOf(token.norm));
    see(facts);
    for (const { suggests } of facts) {
      for (let k = 0; k < suggests.length; k += 2) {
        const id = suggests[k] ?? 0;
        if (seenIn[suggests[k + 1] ?? 0] !== message || triedIn[id] === message) continue;
        suggest(id);
      }
    }

    const spans: Span[] = [];
    const found: Step[] = [];
    /** Notes where a concept stands; false where that was known. */
    const note = (step: Step, start: number, end: number): boolean => {
      if (step.places === undefined) found.push(step);
      const places = (step.places ??= new Map<number, number[]>());
      if (places.get(start)?.includes(end)) return false;
      push(places, start, end);
      return true;
    };
    const report = (step: Step, start: number, end: number): void => {
      if (note(step, start, end)) spans.push({ concept: step.concept, start, end });
    };
    for (const { concept, start, end } of known) {
      const step = stepOf.get(concept);
      if (step === undefined) continue;
      note(step, start, end);
      active[placeOf.get(concept) ?? 0] = 1;
    }
    const match = createMatcher(tokens, facts, (concept) => stepOf.get(concept)?.places, report);
    for (let place = 0; place < steps.length; place += 1) {
      const step = active[place] === 0 ? undefined : steps[place];
      if (step === undefined) continue;
      active[place] = 0;
      const { leads, tries } = step;
      for (const { id, first, elements } of tries) {
        if (seenIn[first.id] === message) {
          for (let k = lastAt[first.id] ?? -1; k >= 0; k = link.before[k] ?? -1) {
            match(elements, link.at[k] ?? 0, step);
          }
        }
        for (const { places } of stepsBefore[id] ?? []) {
          if (places !== undefined) for (const at of places.keys()) match(elements, at, step);
        }
      }
      tries.length = 0;
      if (step.places !== undefined) for (const { id } of leads) suggest(id);
    }
    for (const step of found) step.places = undefined;
    return spans;
  };
}
