import type { Token } from '../text';
import { parsePattern, SHORTEST_STEM, type Alternatives, type Element } from './patternSyntax';

/** Where a concept stands in the tokens: from `start` up to but not with `end`. */
export interface Span {
  concept: string;
  start: number;
  end: number;
}

/** Finds every concept in a list of tokens. */
export type ConceptFinder = (tokens: readonly Token[]) => Span[];

/** Alternatives that are shared by all patterns that write them alike. */
interface Choice extends Alternatives {
  /** The message in which a word fitted last: counting messages spares emptying a set for each. */
  seenIn: number;
}
interface Pattern {
  concept: string;
  elements: readonly Element<Choice>[];
  /** Each of these must be seen in a message before the pattern is worth trying; the rarest comes first. */
  needs: readonly Choice[];
  seenIn: number;
}
/** What is known of a word: the choices that it fits, and the patterns of which it is the rarest word. */
interface WordFacts {
  fits: ReadonlySet<Choice>;
  /** The same as a list, which is quicker to go through. */
  choices: readonly Choice[];
  suggests: readonly Pattern[];
}
/** Concept → where it begins → where it ends. */
type Found = ReadonlyMap<string, ReadonlyMap<number, readonly number[]>>;

const CACHE_LIMIT = 20_000;

/**
 * Compiles the patterns of a lexicon (concept → patterns) into a finder. What a word can be is looked up once
 * and kept, and a pattern is only tried when its rarest word is in the message, so the cost grows with the
 * message and hardly with the lexicon. Throws an Error that names the pattern when one cannot be read.
 */
export function compilePatterns(concepts: Record<string, readonly string[]>): ConceptFinder {
  const { patterns, choices } = readPatterns(concepts);
  const sequence = order(concepts, patterns);
  const led = new Map<string, { lead: string; pattern: Pattern }[]>();
  const suggested = new Map<Choice, Pattern[]>();
  for (const pattern of patterns) {
    const [first] = pattern.elements;
    const [rarest] = pattern.needs;
    if (first?.kind !== 'word') continue;
    push(suggested, rarest ?? first.of, pattern);
    for (const lead of first.of.concepts) push(led, pattern.concept, { lead, pattern });
  }

  const fitting = indexChoices(choices);
  const cache = new Map<string, WordFacts>();
  const factsOf = (word: string): WordFacts => {
    const known = cache.get(word);
    if (known) return known;
    const fits = new Set(fitting(word));
    const facts = { fits, choices: [...fits], suggests: [...fits].flatMap((choice) => suggested.get(choice) ?? []) };
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(word, facts);
    return facts;
  };

  let message = 0;
  const possible = ({ needs }: Pattern): boolean => needs.every((choice) => choice.seenIn === message);

  return (tokens) => {
    message += 1;
    const facts = tokens.map((token) => factsOf(token.norm));
    for (const word of facts) for (const choice of word.choices) choice.seenIn = message;
    const tries = new Map<string, Pattern[]>();
    for (const { suggests } of facts) {
      for (const pattern of suggests) {
        if (pattern.seenIn === message || !possible(pattern)) continue;
        pattern.seenIn = message;
        push(tries, pattern.concept, pattern);
      }
    }

    const found = new Map<string, Map<number, number[]>>();
    const spans: Span[] = [];
    const match = createMatcher(tokens, facts, found);
    const tryAt = (at: number, { concept, elements }: Pattern): void =>
      match(elements, at, (end) => {
        const places = found.get(concept) ?? new Map<number, number[]>();
        if (places.get(at)?.includes(end)) return;
        push(places, at, end);
        found.set(concept, places);
        spans.push({ concept, start: at, end });
      });
    for (const concept of sequence) {
      for (const pattern of tries.get(concept) ?? []) {
        const [first] = pattern.elements;
        if (first?.kind !== 'word') continue;
        for (let at = 0; at < facts.length; at += 1) if (facts[at]?.fits.has(first.of)) tryAt(at, pattern);
      }
      for (const { lead, pattern } of led.get(concept) ?? []) {
        const places = found.get(lead);
        if (places && possible(pattern)) for (const at of places.keys()) tryAt(at, pattern);
      }
    }
    return spans;
  };
}

function readPatterns(concepts: Record<string, readonly string[]>): {
  patterns: Pattern[];
  choices: Choice[];
} {
  const shared = new Map<string, Choice>();
  const share = (of: Alternatives): Choice => {
    const choice = shared.get(of.source) ?? { ...of, seenIn: 0 };
    shared.set(of.source, choice);
    return choice;
  };
  const written = Object.entries(concepts).flatMap(([concept, sources]) =>
    sources
      .flatMap((source) => parsePattern(concept, source))
      .map((parsed) => ({
        concept,
        elements: parsed.map((element) =>
          'of' in element ? { ...element, of: share(element.of) } : element,
        ),
      })),
  );
  const commonness = createCommonness(written.flatMap(({ elements }) => elements));
  const patterns = written.map(({ concept, elements }): Pattern => {
    const needs = elements
      .flatMap((e) => (e.kind === 'word' && !e.optional && e.of.concepts.length === 0 ? [e.of] : []))
      .sort((a, b) => commonness(a) - commonness(b));
    return { concept, elements, needs, seenIn: 0 };
  });
  return { patterns, choices: [...shared.values()] };
}

/** How common the words of a choice are, judged by how often the patterns use them. */
function createCommonness(elements: readonly Element<Choice>[]): (choice: Choice) => number {
  const uses = new Map<string, number>();
  for (const element of elements) {
    if (!('of' in element)) continue;
    for (const word of element.of.words) uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  return ({ words, stems, number }) =>
    [...words].reduce((sum, word) => sum + (uses.get(word) ?? 0), stems.length + (number ? uses.size : 0));
}

/** Compiles the lookup of the choices that a word fits. */
function indexChoices(choices: readonly Choice[]): (word: string) => Choice[] {
  const byWord = new Map<string, Choice[]>();
  const byStem = new Map<string, { stem: string; choice: Choice }[]>();
  for (const choice of choices) {
    for (const word of choice.words) push(byWord, word, choice);
    for (const stem of choice.stems) push(byStem, stem.slice(0, SHORTEST_STEM), { stem, choice });
  }
  const numbers = choices.filter((choice) => choice.number);
  return (word) => [
    ...(byWord.get(word) ?? []),
    ...(byStem.get(word.slice(0, SHORTEST_STEM)) ?? [])
      .filter(({ stem }) => word.startsWith(stem))
      .map(({ choice }) => choice),
    ...(/^\d/.test(word) ? numbers : []),
  ];
}

/** Tries elements at a place in one message and reports every place where they can end. */
function createMatcher(
  tokens: readonly Token[],
  facts: readonly WordFacts[],
  found: Found,
): (elements: readonly Element<Choice>[], at: number, report: (end: number) => void) => void {
  /** A pattern does not reach over punctuation. */
  const broken = (at: number): boolean => tokens[at] === undefined || tokens[at].before !== '';
  const fits = (choice: Choice, at: number): boolean => facts[at]?.fits.has(choice) === true;

  const walk = (
    elements: readonly Element<Choice>[],
    index: number,
    at: number,
    report: (end: number) => void,
  ): void => {
    const element = elements[index];
    if (element === undefined) {
      report(at);
      return;
    }
    switch (element.kind) {
      case 'end':
        if (broken(at)) walk(elements, index + 1, at, report);
        return;
      case 'not':
        if (broken(at) || !fits(element.of, at)) walk(elements, index + 1, at, report);
        return;
      case 'gap':
        for (let skip = 0; skip <= element.max; skip += 1) {
          if (skip > 0 && broken(at + skip - 1)) return;
          walk(elements, index + 1, at + skip, report);
        }
        return;
      case 'word':
        if (element.optional) walk(elements, index + 1, at, report);
        if (at >= tokens.length || (index > 0 && broken(at))) return;
        if (fits(element.of, at)) walk(elements, index + 1, at + 1, report);
        for (const concept of element.of.concepts) {
          for (const end of found.get(concept)?.get(at) ?? []) walk(elements, index + 1, end, report);
        }
    }
  };
  return (elements, at, report) => walk(elements, 0, at, report);
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
