import type { Token } from '../text';
import { createPatternParser, SHORTEST_STEM, type Choice, type Element } from './patternSyntax';

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
  /** Choices that must all be seen in a message before the pattern is worth trying; the rarest comes first. */
  needs: readonly number[];
}
/** What is known of a word: the choices that it fits, and the patterns of which it is the rarest word. */
interface WordFacts {
  fits: ReadonlySet<number>;
  /** The same as a list, which is quicker to go through. */
  choices: readonly number[];
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
  const rank = new Map(sequence.map((concept, index) => [concept, index]));
  const led = new Map<string, { lead: string; pattern: Pattern }[]>();
  const suggested = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    const [rarest] = pattern.needs;
    push(suggested, rarest ?? pattern.first.id, pattern);
    for (const lead of pattern.first.concepts) push(led, pattern.concept, { lead, pattern });
  }

  const fitting = indexChoices(choices);
  const cache = new Map<string, WordFacts>();
  const factsOf = (word: string): WordFacts => {
    const known = cache.get(word);
    if (known) return known;
    const fits = fitting(word);
    const facts = {
      fits: new Set(fits),
      choices: fits,
      suggests: fits.flatMap((choice) => suggested.get(choice) ?? []),
    };
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(word, facts);
    return facts;
  };

  // The message in which a choice was seen and a pattern tried last: spares emptying a set for each message
  const seenIn = new Uint32Array(choices.length);
  const triedIn = new Uint32Array(patterns.length);
  let message = 0;
  const possible = ({ needs }: Pattern): boolean => needs.every((choice) => seenIn[choice] === message);

  return (tokens) => {
    message += 1;
    const facts = tokens.map((token) => factsOf(token.norm));
    for (const word of facts) for (const choice of word.choices) seenIn[choice] = message;
    const tries = new Map<string, Pattern[]>();
    for (const { suggests } of facts) {
      for (const pattern of suggests) {
        if (triedIn[pattern.id] === message || !possible(pattern)) continue;
        triedIn[pattern.id] = message;
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
    const agenda = [...new Set([...tries.keys(), ...led.keys()])];
    for (const concept of agenda.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))) {
      for (const pattern of tries.get(concept) ?? []) {
        const first = pattern.first.id;
        for (let at = 0; at < facts.length; at += 1) if (facts[at]?.fits.has(first)) tryAt(at, pattern);
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
  choices: readonly Choice[];
} {
  const { parse, choices } = createPatternParser();
  const written = Object.entries(concepts).flatMap(([concept, sources]) =>
    sources.flatMap((source) => parse(concept, source).map((elements) => ({ concept, elements }))),
  );
  const commonness = commonnessOf(
    choices,
    written.flatMap(({ elements }) => elements),
  );
  const patterns = written.flatMap(({ concept, elements }, id): Pattern[] => {
    const sure = elements.flatMap((e) => (e.kind === 'word' && !e.optional ? [e.of] : []));
    const needs = sure
      .filter((choice) => choice.concepts.length === 0)
      .sort((a, b) => (commonness[a.id] ?? 0) - (commonness[b.id] ?? 0))
      .map((choice) => choice.id);
    const [first] = sure;
    return first ? [{ id, concept, elements, first, needs }] : [];
  });
  return { patterns, choices };
}

/** How common the words of each choice are, judged by how often the patterns use them. */
function commonnessOf(choices: readonly Choice[], elements: readonly Element[]): number[] {
  const usesOf = new Uint32Array(choices.length);
  for (const element of elements)
    if ('of' in element) usesOf[element.of.id] = (usesOf[element.of.id] ?? 0) + 1;
  const uses = new Map<string, number>();
  for (const { id, words } of choices) {
    for (const word of words) uses.set(word, (uses.get(word) ?? 0) + (usesOf[id] ?? 0));
  }
  return choices.map(({ words, stems, number }) =>
    [...words].reduce((sum, word) => sum + (uses.get(word) ?? 0), stems.length + (number ? uses.size : 0)),
  );
}

/** Compiles the lookup of the choices that a word fits, by their numbers. */
function indexChoices(choices: readonly Choice[]): (word: string) => number[] {
  const byWord = new Map<string, number[]>();
  const byStem = new Map<string, { stem: string; id: number }[]>();
  for (const { id, words, stems } of choices) {
    for (const word of words) push(byWord, word, id);
    for (const stem of stems) push(byStem, stem.slice(0, SHORTEST_STEM), { stem, id });
  }
  const numbers = choices.filter((choice) => choice.number).map(({ id }) => id);
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
  found: Found,
): (elements: readonly Element[], from: number, report: (end: number) => void) => void {
  /** A pattern does not reach over punctuation, save a gap that says so over commas. */
  const broken = (at: number, commas = false): boolean => {
    const before = tokens[at]?.before;
    return before === undefined || (commas ? before === '.' : before !== '');
  };
  const crosses = (gap: Element | undefined): boolean => gap?.kind === 'gap' && gap.commas;
  const fits = (choice: Choice, at: number): boolean => facts[at]?.fits.has(choice.id) === true;

  return (elements, from, report) => {
    const walk = (index: number, at: number): void => {
      const element = elements[index];
      if (element === undefined) {
        report(at);
        return;
      }
      switch (element.kind) {
        case 'start':
          if (at === 0 || broken(at)) walk(index + 1, at);
          return;
        case 'end':
          if (broken(at)) walk(index + 1, at);
          return;
        case 'not':
          if (broken(at) || !fits(element.of, at)) walk(index + 1, at);
          return;
        case 'gap':
          for (let skip = 0; skip <= element.max; skip += 1) {
            if (skip > 0 && broken(at + skip - 1, element.commas)) return;
            walk(index + 1, at + skip);
          }
          return;
        case 'word':
          if (element.optional) walk(index + 1, at);
          if (at >= tokens.length || (at > from && broken(at, crosses(elements[index - 1])))) return;
          if (fits(element.of, at)) walk(index + 1, at + 1);
          for (const concept of element.of.concepts) {
            for (const end of found.get(concept)?.get(at) ?? []) walk(index + 1, end);
          }
      }
    };
    walk(0, from);
  };
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
