import { remember } from '../remember';

/** One of several words, or of concepts found before, must stand at a place. */
export interface Choice {
  /** All patterns of a lexicon that write the same alternatives share one choice. */
  id: number;
  concepts: readonly string[];
}

/** The words of a choice: given words, stems, any number. Needed to compile a lexicon, and not afterwards. */
export interface ChoiceWords {
  number: boolean;
  words: readonly string[];
  stems: readonly string[];
}

/** A step of a pattern: a word, up to `max` other words, a word that is not there, or an end of the clause. */
export type Element =
  | { kind: 'word'; of: Choice; optional: boolean }
  | { kind: 'gap'; max: number; commas: boolean }
  | { kind: 'not'; of: Choice }
  | { kind: 'start' }
  | { kind: 'end' };

/** How many words a gap may skip, and whether commas may stand in it. */
const GAPS: Readonly<Record<string, { max: number; commas: boolean }>> = {
  '~': { max: 2, commas: false },
  '~~': { max: 5, commas: false },
  '~~~': { max: 9, commas: false },
  '~,': { max: 12, commas: true },
};
/** Letters that a stem has at least, by which stems are looked up. */
export const SHORTEST_STEM = 2;
const GROUP = /\(([^()]*)\)(\?)?/;
/** A group with the gap that leads to it, where nothing comes after. */
const GAP_AND_GROUP = /(?: ~+,?(?= \([^()]*\)\??$))? ?\(([^()]*)\)\??/;

export interface PatternParser {
  /**
   * Reads one pattern (see `lexiconSchema`) as the patterns that it stands for: groups are written out, and one
   * that begins with an optional word is two, with that word and without. Throws an Error that names the pattern.
   */
  parse: (concept: string, source: string) => Element[][];
  /** The words of every choice of the patterns read so far, by its number. */
  words: readonly ChoiceWords[];
}

/** A parser for the patterns of one lexicon. What is written again is read once. */
export function createPatternParser(): PatternParser {
  const words: ChoiceWords[] = [];
  const choiceOf = remember((source): Choice => {
    const parts = source.split('|');
    words.push(parseWords(parts));
    const concepts = parts.filter((part) => part.startsWith('@') && part.length > 1);
    return { id: words.length - 1, concepts: concepts.map((part) => part.slice(1)) };
  }, Infinity);
  const elementOf = remember((source) => parseElement(source, choiceOf), Infinity);
  return {
    words,
    parse: (concept, source) => parsePattern(concept, source, elementOf, ({ id }) => words[id]),
  };
}

function parsePattern(
  concept: string,
  source: string,
  elementOf: (source: string) => Element,
  wordsOf: (choice: Choice) => ChoiceWords | undefined,
): Element[][] {
  const refuse = (reason: string): Error => new Error(`Pattern "${source}" of "${concept}" ${reason}`);
  if (/\([^()]*\(/.test(source)) throw refuse('has a group inside a group: write its choices out');
  if (source.split('(').length !== source.split(')').length) throw refuse('has a bracket too many');
  if (source.includes('!(')) throw refuse('excludes a group: "!" takes single words only');
  return writeOut(source).flatMap((written) => {
    const all = written.split(' ').map(elementOf);
    const start = all.filter((element, index) => index === 0 && element.kind === 'start');
    const elements = all.slice(start.length);
    if (elements[0]?.kind !== 'word' || elements.at(-1)?.kind === 'gap')
      throw refuse('must begin and end with a word');
    for (const element of elements) {
      if (element.kind === 'start') throw refuse('has "^" after its beginning');
      if (!('of' in element)) continue;
      const { words = [], stems = [] } = wordsOf(element.of) ?? {};
      if (words.includes('')) throw refuse('has an empty word');
      if (element.kind === 'not' && element.of.concepts.length > 0)
        throw refuse('excludes a concept, not words');
      if (stems.some((stem) => stem.length < SHORTEST_STEM)) {
        throw refuse(`has a stem of fewer than ${SHORTEST_STEM} letters`);
      }
    }
    const surest = elements.findIndex((element) => element.kind === 'word' && !element.optional);
    if (surest < 0) throw refuse('needs a word that is not optional');
    return elements.slice(0, surest + 1).flatMap((element, from): Element[][] => {
      if (element.kind !== 'word') return [];
      return [[...start, { ...element, optional: false }, ...elements.slice(from + 1)]];
    });
  });
}

/**
 * Writes out the groups of a pattern: "want to (die|end it)" is "want to die" and "want to end it"; "sick (all day)? of"
 * is "sick of" and "sick all day of".
 */
function writeOut(source: string): string[] {
  const group = GROUP.exec(source);
  if (group?.[1] === undefined) return [source];
  const [, inside, optional = ''] = group;
  const choices = inside.split('|');
  const phrases = choices.filter((choice) => choice.includes(' '));
  const words = choices.filter((choice) => !choice.includes(' ')).join('|');
  // A group that may be left out is left out by its words, or where it has none, by writing it out without.
  const single = words === '' ? (optional === '' ? [] : ['']) : [words + optional];
  return [...single, ...phrases].flatMap((choice) =>
    writeOut(
      source
        .replace(choice === '' ? GAP_AND_GROUP : GROUP, () => choice)
        .replaceAll('  ', ' ')
        .trim(),
    ),
  );
}

function parseElement(source: string, choiceOf: (source: string) => Choice): Element {
  const gap = GAPS[source];
  if (gap !== undefined) return { kind: 'gap', ...gap };
  if (source === '^') return { kind: 'start' };
  if (source === '$') return { kind: 'end' };
  if (source.startsWith('!')) return { kind: 'not', of: choiceOf(source.slice(1)) };
  const optional = source.endsWith('?');
  return { kind: 'word', of: choiceOf(optional ? source.slice(0, -1) : source), optional };
}

function parseWords(parts: readonly string[]): ChoiceWords {
  const stems = parts.filter((part) => part.endsWith('*'));
  return {
    number: parts.includes('#'),
    words: parts.filter((part) => part !== '#' && !part.startsWith('@') && !part.endsWith('*')),
    stems: stems.map((part) => part.slice(0, -1)),
  };
}
