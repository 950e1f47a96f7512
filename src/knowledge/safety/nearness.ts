import type { Token } from '../text';
import { weakest } from './assertion';
import type { Span } from './patterns';
import type { Finding } from './rules';
import type { Within } from './ruleSchema';

/** The findings that the parts make together; as little asserted as the least of its parts. */
export function compose(
  concept: string,
  options: readonly Finding[][],
  within: Within,
  sentences: readonly number[],
): Finding[] {
  const [first, ...rest] = options;
  return (first ?? []).flatMap((start) => {
    const chosen = [start];
    for (const list of rest) {
      const next = list
        .filter((other) => chosen.every((one) => close(one, other, within, sentences)))
        .sort((a, b) => distance(a, start) - distance(b, start))[0];
      if (next === undefined) return [];
      chosen.push(next);
    }
    return {
      concept,
      start: Math.min(...chosen.map((one) => one.start)),
      end: Math.max(...chosen.map((one) => one.end)),
      status: weakest(chosen.map((one) => one.status)),
    };
  });
}

/** One span for each part, near enough to each other; a remembered finding may stand in for all but one. */
export function choose(
  options: readonly Span[][],
  parts: readonly string[][],
  within: Within,
  remembered: ReadonlySet<string>,
  sentences: readonly number[],
): Span[] | undefined {
  const present = options.flatMap((list) => list.slice(0, 1));
  if (present.length === 0) return undefined;
  if (present.length < options.length || within === 'message') {
    const recalls = typeof within === 'string';
    const filled = options.every(
      (list, index) =>
        list.length > 0 || (recalls && parts[index]?.some((name) => remembered.has(name)) === true),
    );
    return filled ? present : undefined;
  }
  const [first, ...rest] = options;
  for (const start of first ?? []) {
    const chosen = [start];
    for (const list of rest) {
      const next = list.find((span) => chosen.every((other) => close(span, other, within, sentences)));
      if (next) chosen.push(next);
    }
    if (chosen.length === options.length) return chosen;
  }
  return undefined;
}

const distance = (a: Span, b: Span): number => Math.max(a.start, b.start) - Math.min(a.end, b.end);

function close(a: Span, b: Span, within: Within, sentences: readonly number[]): boolean {
  if (within === 'message') return true;
  if (sentences[a.start] !== sentences[b.start]) return false;
  return within === 'sentence' || distance(a, b) <= within;
}

export function sentenceNumbers(tokens: readonly Token[]): number[] {
  let sentence = 0;
  return tokens.map((token, at) => (at > 0 && token.before === '.' ? (sentence += 1) : sentence));
}
