import type { Token } from '../text';
import type { Choice, Element } from './patternSyntax';

/** What is known of a word: the choices that it fits, and the patterns of which it is the rarest word. */
export interface WordFacts {
  fits: ReadonlySet<number>;
  /** Those with which a pattern begins, and those that a pattern needs beside its rarest. */
  firsts: readonly number[];
  seconds: readonly number[];
  /** Pairs: the id of a pattern that it suggests, and the next choice that this pattern needs (or the same again). */
  suggests: readonly number[];
}

/** Where a concept begins → where it ends. */
export type Places = Map<number, number[]>;

/** Tries elements at a place in one message and reports every place where they can end. */
export function createMatcher<Step>(
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
