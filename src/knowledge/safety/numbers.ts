import type { Lexicon } from '../lexicon';
import type { Token } from '../text';
import { READERS, type Place, type Stage, type Unit } from './numberMeanings';
import type { Span } from './patterns';

/** What numbers in a message mean: findings (spans named like concepts) and the stage. */
export interface NumberFindings {
  spans: Span[];
  /** What is told of the stage, and at which token. */
  told: { at: number; stage: Stage }[];
}

const REACH = 4;
/** The middle of each trimester, in weeks. */
const TRIMESTER_WEEKS = [8, 20, 32] as const;

/** Compiles the reading of numbers for one language. */
export function createNumberReader(
  units: Lexicon['units'],
): (text: string, tokens: readonly Token[]) => NumberFindings {
  const { trimesters, ...rest } = units;
  const tests = Object.fromEntries(
    Object.entries(rest).map(([unit, words]) => [unit, createTest(words)]),
  ) as Record<Unit, WordTest>;
  const ordinals = trimesters.map(createTest);
  const all = Object.values(tests);

  return (text, tokens) => {
    const spans: Span[] = [];
    const told: { at: number; stage: Stage }[] = [];
    tokens.forEach((token, at) => {
      const trimester = tests.trimester(tokens[at + 1]) ? ordinals.findIndex((test) => test(token)) : -1;
      if (trimester >= 0 && told.every(({ stage }) => stage.weeks === undefined)) {
        told.push({ at, stage: { weeks: TRIMESTER_WEEKS[trimester] ?? 20, roughly: true } });
      }
      const value = Number(token.norm);
      if (!/^\d/.test(token.norm) || Number.isNaN(value)) return;
      const letters = tokens[at + 1];
      const ordinal =
        letters?.start === token.end && letters.norm.length === 2 && !all.some((test) => test(letters));
      const word = (offset: number): Token | undefined =>
        tokens[at + offset + (ordinal && offset > 0 ? 1 : 0)];
      const place: Place = {
        text,
        tokens,
        at,
        value,
        token,
        word,
        is: (unit, offset) => tests[unit](word(offset)),
        near: (unit) => tokens.slice(Math.max(0, at - REACH), at + REACH + 1).some(tests[unit]),
      };
      for (const read of READERS) {
        const reading = read(place);
        if (reading === undefined) continue;
        for (const [concept, from, to] of reading.found ?? [])
          spans.push({ concept, start: at + from, end: at + to });
        if (reading.stage) told.push({ at, stage: reading.stage });
        return;
      }
    });
    return { spans, told };
  };
}

type WordTest = (token: Token | undefined) => boolean;

function createTest(words: readonly string[]): WordTest {
  const exact = new Set(words.filter((word) => !word.endsWith('*')));
  const stems = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  return (token) =>
    token !== undefined && (exact.has(token.norm) || stems.some((stem) => token.norm.startsWith(stem)));
}
