import type { Lexicon } from '../lexicon';
import type { Token } from '../text';
import type { Span } from './patterns';

/** How far along she is, as far as her words tell. Weeks of gestation; days since the birth. */
export interface Stage {
  weeks?: number;
  daysSinceBirth?: number;
}

/** What numbers in a message mean: findings (spans named like concepts) and the stage. */
export interface NumberFindings {
  spans: Span[];
  stage: Stage;
}

/** Names of the findings that numbers give, so that rules may use them like concepts of the lexicon. */
export const NUMBER_CONCEPTS = [
  'bp-severe',
  'bp-high',
  'temperature-high',
  'temperature-very-high',
  'temperature-low',
  'every-few-minutes',
  'every-minute-or-two',
  'weeks-long',
  'tablets-many',
] as const;

const REACH = 4;

/** Compiles the reading of numbers for one language. */
export function createNumberReader(
  units: Lexicon['units'],
): (text: string, tokens: readonly Token[]) => NumberFindings {
  const is = (list: readonly string[]): ((token: Token | undefined) => boolean) => {
    const exact = new Set(list.filter((word) => !word.endsWith('*')));
    const stems = list.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
    return (token) =>
      token !== undefined && (exact.has(token.norm) || stems.some((stem) => token.norm.startsWith(stem)));
  };
  const weeks = is(units.weeks);
  const months = is(units.months);
  const days = is(units.days);
  const minutes = is(units.minutes);
  const hours = is(units.hours);
  const pregnant = is(units.pregnant);
  const duration = is(units.duration);
  const sinceBirth = is(units.sinceBirth);
  const notGestation = is(units.notGestation);
  const temperature = is(units.temperature);
  const fahrenheit = is(units.fahrenheit);
  const pressure = is(units.bloodPressure);
  const over = is(units.over);
  const tablets = is(units.tablets);
  const grams = is(units.grams);
  const every = is(units.every);
  const apart = is(units.apart);
  const trimesters = units.trimesters.map(is);
  const trimester = is(units.trimester);
  const years = is(units.years);

  const isUnit = (token: Token | undefined): boolean =>
    [weeks, months, days, years, minutes, hours, fahrenheit, grams, tablets].some((test) => test(token));

  return (text, tokens) => {
    const spans: Span[] = [];
    const stage: Stage = {};
    /** 1 when letters that are no unit hang on the number, as in "7th". */
    const attachedEnding = (all: readonly Token[], at: number): number => {
      const end = all[at + 1];
      return end?.start === all[at]?.end && /^\p{L}{2}$/u.test(end?.norm ?? '') && !isUnit(end) ? 1 : 0;
    };
    const near = (at: number, test: (token: Token | undefined) => boolean): boolean =>
      tokens.slice(Math.max(0, at - REACH), at + REACH + 1).some(test);
    const add = (concept: (typeof NUMBER_CONCEPTS)[number], start: number, end: number): void => {
      spans.push({ concept, start, end });
    };

    tokens.forEach((token, at) => {
      trimesters.forEach((test, index) => {
        if (test(token) && trimester(tokens[at + 1])) stage.weeks ??= [8, 20, 32][index] ?? 20;
      });
      const value = Number(token.norm);
      if (!/^\d/.test(token.norm) || Number.isNaN(value)) return;
      const ending = attachedEnding(tokens, at);
      const next = tokens[at + 1 + ending];
      const after = tokens[at + 2 + ending];
      const second = over(next) ? after : next;

      // Blood pressure: "170/110", "165 over 112", "bp 150 95"
      const low = Number(second?.norm);
      const slash = next !== undefined && text.slice(token.end, next.start).trim() === '/';
      if (
        value >= 80 &&
        value <= 260 &&
        low >= 40 &&
        low <= 160 &&
        low < value &&
        (slash || over(next) || near(at, pressure))
      ) {
        const end = over(next) ? at + 3 : at + 2;
        if (value >= 160 || low >= 110) add('bp-severe', at, end);
        else if (value >= 140 || low >= 90) add('bp-high', at, end);
        return;
      }
      if (value >= 160 && value <= 260 && !slash && near(at, pressure) && Number.isNaN(low))
        add('bp-severe', at, at + 1);
      else if (value >= 140 && value < 160 && near(at, pressure) && Number.isNaN(low))
        add('bp-high', at, at + 1);

      // "38+4" is always weeks and days
      if (
        value >= 4 &&
        value <= 42 &&
        next &&
        text.slice(token.end, next.start).trim() === '+' &&
        Number(next.norm) <= 6
      ) {
        stage.weeks = value;
        return;
      }
      const gone = [after, tokens[at + 3]].some((t) => sinceBirth(t)) || [after].some((t) => notGestation(t));
      if (weeks(next)) {
        if ([after, tokens[at + 3]].some(sinceBirth)) stage.daysSinceBirth = value * 7;
        else if (!duration(tokens[at - 1]) && !gone && value >= 3 && value <= 43) stage.weeks = value;
        else if (value >= 2) add('weeks-long', at, at + 2);
        if (duration(tokens[at - 1]) && value >= 2) add('weeks-long', at - 1, at + 2);
        return;
      }
      if (months(next)) {
        if ([after, tokens[at + 3]].some(sinceBirth)) stage.daysSinceBirth = value * 30;
        else if (!duration(tokens[at - 1]) && !gone && value <= 9) stage.weeks = Math.round(value * 4.35 - 2);
        else add('weeks-long', at, at + 2);
        return;
      }
      if (days(next)) {
        if ([after, tokens[at + 3]].some(sinceBirth)) stage.daysSinceBirth = value;
        return;
      }
      if (years(next)) return;
      if (minutes(next)) {
        const rhythm =
          every(tokens[at - 1]) || every(tokens[at - 2]) || apart(after) || apart(tokens[at + 3]);
        if (rhythm && value <= 3) add('every-minute-or-two', at, at + 2);
        if (rhythm && value <= 30) add('every-few-minutes', at, at + 2);
        return;
      }
      if (hours(next)) return;
      if (grams(next) && value >= 5 && value <= 100 && near(at, tablets)) {
        add('tablets-many', at, at + 2);
        return;
      }
      if (value >= 10 && value <= 500 && [next, after].some(tablets) && Number.isInteger(value)) {
        add('tablets-many', at, at + 2);
        return;
      }

      // Temperature: with a word for it nearby, or written as only a temperature is ("38.6")
      const named = near(at, temperature);
      const inF = value >= 100.4 && value <= 109 && (named || fahrenheit(next));
      const inC = value >= 38 && value <= 43 && (named || /\./.test(token.norm)) && !pregnant(next);
      if (inF || inC) add('temperature-high', at, at + 1);
      if ((inC && value >= 39) || (inF && value >= 102.2)) add('temperature-very-high', at, at + 1);
      if (named && value >= 33 && value < 36) add('temperature-low', at, at + 1);

      if (value >= 3 && value <= 42 && pregnant(next) && stage.weeks === undefined && value !== 9)
        stage.weeks = value;
    });
    return { spans, stage };
  };
}
