import { push, tighten } from '../listsByKey';
import {
  createPatternParser,
  SHORTEST_STEM,
  type Choice,
  type ChoiceWords,
  type Element,
} from './patternSyntax';

/** One pattern of a concept, ready to be tried. */
export interface Pattern {
  id: number;
  concept: string;
  elements: readonly Element[];
  first: Choice;
  /** Choices that must be seen in a message before the pattern is worth trying: -1 where it has none. */
  rarest: number;
  next: number;
}

/** What a word of the sample weighs beside a use in the patterns. */
const SAID = 100;

/** Reads the patterns of all concepts, and tells which words of each are rare. */
export function readPatterns(
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
    const [rarest = -1, next = rarest] = sure
      .filter((choice) => choice.concepts.length === 0)
      .sort((a, b) => (commonness[a.id] ?? 0) - (commonness[b.id] ?? 0))
      .map((choice) => choice.id);
    const [first] = sure;
    if (first === undefined) throw new Error(`A pattern of "${concept}" has no word`);
    return { id, concept, elements: elements.slice(), first, rarest, next };
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
  tighten(byWord);
  tighten(byStem);
  const numbers = choices.flatMap((choice, id) => (choice.number ? [id] : []));
  return (word) => {
    const stems = (byStem.get(word.slice(0, SHORTEST_STEM)) ?? []).filter(({ stem }) =>
      word.startsWith(stem),
    );
    const digits = /^\d/.test(word) ? numbers : [];
    return [...new Set([...(byWord.get(word) ?? []), ...stems.map(({ id }) => id), ...digits])];
  };
}

/** Concepts in the order in which they can be found: what a pattern refers to comes before it. */
export function order(concepts: readonly string[], patterns: readonly Pattern[]): string[] {
  const refers = new Map<string, Set<string>>(concepts.map((name) => [name, new Set()]));
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
