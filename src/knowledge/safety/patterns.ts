import { remember } from '../remember';
import type { Token } from '../text';
import {
  createPatternParser,
  SHORTEST_STEM,
  type Choice,
  type ChoiceWords,
  type Element,
} from './patternSyntax';

/** Where a concept stands in the tokens: from `start` up to but not with `end`. */
export interface Span {
  concept: string;
  start: number;
  end: number;
}

/** Finds every concept in a list of tokens. */
export type ConceptFinder = (tokens: readonly Token[]) => Span[];

interface Pattern {
  id: number;
  concept: string;
  elements: readonly Element[];
  first: Choice;
  /** Choices that must be seen in a message before the pattern is worth trying: the rarest, and the next rarest. */
  needs: readonly number[];
}
/** What is known of a word: the choices that it fits, and the patterns of which it is the rarest word. */
interface WordFacts {
  fits: ReadonlySet<number>;
  /** Those with which a pattern begins, and those that a pattern needs beside its rarest. */
  firsts: Int32Array;
  seconds: Int32Array;
  /** Pairs: the id of a pattern that it suggests, and the next choice that this pattern needs (or the same again). */
  suggests: Int32Array;
}
/** Where a concept begins → where it ends. */
type Places = Map<number, number[]>;
/** A concept, in the order in which they can be found. */
interface Step {
  concept: string;
  /** Where it was found in this message. */
  places: Places | undefined;
  /** Patterns of later concepts that begin with this one. */
  leads: Pattern[];
  /** The patterns worth trying in this message; those that begin with a concept, with the places of that one. */
  tries: { pattern: Pattern; places: Iterable<number> | undefined }[];
}

/** What a word of the sample weighs beside a use in the patterns. */
const SAID = 100;

/**
 * Compiles the patterns of a lexicon (concept → patterns) into a finder. What a word can be is looked up once
 * and kept, and a pattern is only tried when its rarest word is in the message, so the cost grows with the
 * message and hardly with the lexicon. `sample` is ordinary text of the language, which tells what is rare.
 * Throws an Error that names the pattern when one cannot be read.
 */
export function compilePatterns(
  concepts: Record<string, readonly string[]>,
  sample: readonly string[] = [],
): ConceptFinder {
  const { patterns, choices, fitting } = readPatterns(concepts, sample);
  const steps = order(concepts, patterns).map((concept): Step => ({
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
    const [rarest = pattern.first.id, next = rarest] = pattern.needs;
    push(suggested, rarest, pattern.id);
    push(suggested, rarest, next);
    isFirst.add(pattern.first.id);
    isNeeded.add(next);
    for (const lead of pattern.first.concepts) stepOf.get(lead)?.leads.push(pattern);
  }
  const stepOfPattern = patterns.map(({ concept }) => stepOf.get(concept));

  const factsOf = remember((word): WordFacts => {
    const fits = fitting(word);
    return {
      fits: new Set(fits),
      firsts: Int32Array.from(fits.filter((choice) => isFirst.has(choice))),
      seconds: Int32Array.from(fits.filter((choice) => isNeeded.has(choice) && !isFirst.has(choice))),
      suggests: Int32Array.from(fits.flatMap((choice) => suggested.get(choice) ?? [])),
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

  return (tokens) => {
    message += 1;
    const facts = tokens.map((token) => factsOf(token.norm));
    see(facts);
    for (const { suggests } of facts) {
      for (let k = 0; k < suggests.length; k += 2) {
        const id = suggests[k] ?? 0;
        if (seenIn[suggests[k + 1] ?? 0] !== message || triedIn[id] === message) continue;
        const pattern = patterns[id];
        if (pattern === undefined) continue;
        triedIn[id] = message;
        stepOfPattern[id]?.tries.push({ pattern, places: undefined });
      }
    }

    const spans: Span[] = [];
    const found: Step[] = [];
    const report = (step: Step, start: number, end: number): void => {
      if (step.places === undefined) found.push(step);
      const places = (step.places ??= new Map<number, number[]>());
      if (places.get(start)?.includes(end)) return;
      push(places, start, end);
      spans.push({ concept: step.concept, start, end });
    };
    const match = createMatcher(tokens, facts, (concept) => stepOf.get(concept)?.places, report);
    for (const step of steps) {
      const { leads, tries } = step;
      if (tries.length === 0) continue;
      for (const { pattern, places } of tries) {
        if (places !== undefined) for (const at of places) match(pattern.elements, at, step);
        else if (seenIn[pattern.first.id] === message) {
          for (let k = lastAt[pattern.first.id] ?? -1; k >= 0; k = link.before[k] ?? -1) {
            match(pattern.elements, link.at[k] ?? 0, step);
          }
        }
      }
      tries.length = 0;
      const { places } = step;
      if (places === undefined) continue;
      for (const pattern of leads) {
        const [rarest, next = rarest] = pattern.needs;
        if (next === undefined || seenIn[next] === message)
          stepOfPattern[pattern.id]?.tries.push({ pattern, places: places.keys() });
      }
    }
    for (const step of found) step.places = undefined;
    return spans;
  };
}

function readPatterns(
  concepts: Record<string, readonly string[]>,
  sample: readonly string[],
): { patterns: Pattern[]; choices: number; fitting: Fitting } {
  const { parse, words } = createPatternParser();
  const written = Object.entries(concepts).flatMap(([concept, sources]) =>
    sources.flatMap((source) => parse(concept, source).map((elements) => ({ concept, elements }))),
  );
  const fitting = indexChoices(words);
  const commonness = commonnessOf(
    words,
    written.flatMap(({ elements }) => elements),
    fitting,
    sample,
  );
  const patterns = written.map(({ concept, elements }, id): Pattern => {
    const sure = elements.flatMap((e) => (e.kind === 'word' && !e.optional ? [e.of] : []));
    const needs = sure
      .filter((choice) => choice.concepts.length === 0)
      .sort((a, b) => (commonness[a.id] ?? 0) - (commonness[b.id] ?? 0))
      .map((choice) => choice.id)
      .slice(0, 2);
    const [first] = sure;
    if (first === undefined) throw new Error(`A pattern of "${concept}" has no word`);
    return { id, concept, elements, first, needs };
  });
  return { patterns, choices: words.length, fitting };
}

/** How common the words of each choice are: in the sample first, then by how often the patterns use them. */
function commonnessOf(
  choices: readonly ChoiceWords[],
  elements: readonly Element[],
  fitting: Fitting,
  sample: readonly string[],
): number[] {
  const said = new Float64Array(choices.length);
  const times = new Map<string, number>();
  for (const word of sample) times.set(word, (times.get(word) ?? 0) + 1);
  for (const [word, n] of times) for (const choice of fitting(word)) said[choice] = (said[choice] ?? 0) + n;
  const usesOf = new Uint32Array(choices.length);
  for (const element of elements)
    if ('of' in element) usesOf[element.of.id] = (usesOf[element.of.id] ?? 0) + 1;
  const uses = new Map<string, number>();
  choices.forEach(({ words }, id) => {
    for (const word of words) uses.set(word, (uses.get(word) ?? 0) + (usesOf[id] ?? 0));
  });
  return choices.map(({ words, stems, number }, id) =>
    words.reduce(
      (sum, word) => sum + (uses.get(word) ?? 0),
      SAID * (said[id] ?? 0) + stems.length + (number ? uses.size : 0),
    ),
  );
}

/** The choices that a word fits, by their numbers. */
type Fitting = (word: string) => number[];

function indexChoices(choices: readonly ChoiceWords[]): Fitting {
  const byWord = new Map<string, number[]>();
  const byStem = new Map<string, { stem: string; id: number }[]>();
  choices.forEach(({ words, stems }, id) => {
    for (const word of words) push(byWord, word, id);
    for (const stem of stems) push(byStem, stem.slice(0, SHORTEST_STEM), { stem, id });
  });
  const numbers = choices.flatMap((choice, id) => (choice.number ? [id] : []));
  return (word) => {
    const stems = (byStem.get(word.slice(0, SHORTEST_STEM)) ?? []).filter(({ stem }) =>
      word.startsWith(stem),
    );
    const digits = /^\d/.test(word) ? numbers : [];
    return [...new Set([...(byWord.get(word) ?? []), ...stems.map(({ id }) => id), ...digits])];
  };
}

/** Tries elements at a place in one message and reports every place where they can end. */
function createMatcher(
  tokens: readonly Token[],
  facts: readonly WordFacts[],
  placesOf: (concept: string) => Places | undefined,
  report: (step: Step, start: number, end: number) => void,
): (elements: readonly Element[], from: number, step: Step) => void {
  /** A pattern does not reach over punctuation, save a gap that says so over commas. */
  const broken = (at: number, commas = false): boolean => {
    const before = tokens[at]?.before;
    return before === undefined || (commas ? before === '.' : before !== '');
  };
  const crosses = (gap: Element | undefined): boolean => gap?.kind === 'gap' && gap.commas;
  const fits = (choice: Choice, at: number): boolean => facts[at]?.fits.has(choice.id) === true;

  // One function for all that is tried, since making one for each try costs more than the try.
  function walk(elements: readonly Element[], index: number, from: number, at: number, step: Step): void {
    const element = elements[index];
    if (element === undefined) {
      report(step, from, at);
      return;
    }
    switch (element.kind) {
      case 'start':
        if (at === 0 || broken(at)) walk(elements, index + 1, from, at, step);
        return;
      case 'end':
        if (broken(at)) walk(elements, index + 1, from, at, step);
        return;
      case 'not':
        if (broken(at) || !fits(element.of, at)) walk(elements, index + 1, from, at, step);
        return;
      case 'gap':
        for (let skip = 0; skip <= element.max; skip += 1) {
          if (skip > 0 && broken(at + skip - 1, element.commas)) return;
          walk(elements, index + 1, from, at + skip, step);
        }
        return;
      case 'word':
        if (element.optional) walk(elements, index + 1, from, at, step);
        if (at >= tokens.length || (at > from && broken(at, crosses(elements[index - 1])))) return;
        if (fits(element.of, at)) walk(elements, index + 1, from, at + 1, step);
        for (const concept of element.of.concepts) {
          for (const end of placesOf(concept)?.get(at) ?? []) walk(elements, index + 1, from, end, step);
        }
    }
  }
  return (elements, from, step) => walk(elements, 0, from, from, step);
}

/** Concepts in the order in which they can be found: what a pattern refers to comes before it. */
function order(concepts: Record<string, readonly string[]>, patterns: readonly Pattern[]): string[] {
  const refers = new Map<string, Set<string>>(Object.keys(concepts).map((name) => [name, new Set()]));
  for (const { concept, elements } of patterns) {
    for (const element of elements) {
      if ('of' in element) element.of.concepts.forEach((other) => refers.get(concept)?.add(other));
    }
  }
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (name: string, from: string): void => {
    if (done.has(name)) return;
    if (open.has(name)) throw new Error(`Concept "${name}" refers to itself`);
    const next = refers.get(name);
    if (next === undefined) throw new Error(`Concept "@${name}", named in "${from}", does not exist`);
    open.add(name);
    next.forEach((other) => visit(other, name));
    open.delete(name);
    done.add(name);
  };
  for (const name of refers.keys()) visit(name, name);
  return [...done];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
