import type { Lexicon } from '../lexicon';
import type { Token } from '../text';

/** How far along she is, as far as her words tell. Weeks of gestation; days since the birth. */
export interface Stage {
  weeks?: number;
  /** The weeks were worked out of months or a trimester. */
  roughly?: boolean;
  daysSinceBirth?: number;
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

type NumberConcept = (typeof NUMBER_CONCEPTS)[number];
export type Unit = Exclude<keyof Lexicon['units'], 'trimesters'>;

/** A number in its place among the words. */
export interface Place {
  text: string;
  tokens: readonly Token[];
  at: number;
  value: number;
  token: Token;
  /** The words before and after the number, counted from it; letters on it that are no unit ("7th") are skipped. */
  word: (offset: number) => Token | undefined;
  is: (unit: Unit, offset: number) => boolean;
  /** Whether a word of the unit stands among the next or last few words. */
  near: (unit: Unit) => boolean;
}
/** A meaning that a number can have: findings with where they begin and end, counted from the number. */
interface Reading {
  found?: readonly (readonly [NumberConcept, number, number])[];
  stage?: Stage;
}
/** Says what a number means, or undefined when it does not mean that kind of thing. */
type Reader = (place: Place) => Reading | undefined;

const DAYS_PER_WEEK = 7;
const DAYS_PER_MONTH = 30;
const WEEKS_PER_MONTH = 4.35;

const between = ({ text, token }: Place, next: Token | undefined): string =>
  next === undefined ? '' : text.slice(token.end, next.start).trim();

/** "170/110", "165 over 112", "bp 150 95", "systolic 165" */
const readBloodPressure: Reader = (place) => {
  const { value, word, is, near } = place;
  if (value < 80 || value > 260) return undefined;
  const slash = between(place, word(1)) === '/';
  const over = is('over', 1);
  const low = Number(word(over ? 2 : 1)?.norm);
  if (low >= 40 && low <= 160 && low < value && (slash || over || near('bloodPressure'))) {
    const end = over ? 3 : 2;
    if (value >= 160 || low >= 110) return { found: [['bp-severe', 0, end]] };
    return { found: value >= 140 || low >= 90 ? [['bp-high', 0, end]] : [] };
  }
  if (!slash && value >= 90 && value <= 140 && (is('diastolic', -1) || is('diastolic', -2)))
    return { found: [[value >= 110 ? 'bp-severe' : 'bp-high', 0, 1]] };
  if (slash || !Number.isNaN(low) || value < 140 || !near('bloodPressure')) return undefined;
  return { found: [[value >= 160 ? 'bp-severe' : 'bp-high', 0, 1]] };
};

/** "38+4" is always weeks and days. */
const readWeeksAndDays: Reader = (place) => {
  const next = place.word(1);
  const written = between(place, next) === '+' && Number(next?.norm) < DAYS_PER_WEEK;
  return written && place.value >= 4 && place.value <= 42 ? exactly(place.value) : undefined;
};

/** Weeks, months and days: how far along she is, since the birth, or how long it lasts. */
const readTime: Reader = ({ value, word, is, near }) => {
  // "33 weeks, since this morning …" tells of no birth.
  const after = (offset: number): boolean =>
    is('sinceBirth', offset) && word(offset)?.before === '' && (!is('since', offset) || near('birth'));
  const born =
    after(2) ||
    (word(2)?.before === '' && after(3)) ||
    (is('ago', 2) && near('birth')) ||
    (is('old', 2) && near('newborn')) ||
    (is('ago', -1) && near('birth'));
  const lasting = is('duration', -1);
  const otherAge = is('notGestation', 2);
  const long: Reading = lasting || !otherAge ? { found: [['weeks-long', lasting ? -1 : 0, 2]] } : {};
  const gestation = !lasting && !otherAge;
  if (is('weeks', 1)) {
    if (born) return sinceBirth(value * DAYS_PER_WEEK);
    if (gestation && value >= 4 && value <= 43) return exactly(value);
    return value >= 2 ? long : {};
  }
  if (is('months', 1)) {
    if (born) return sinceBirth(value * DAYS_PER_MONTH);
    if (!gestation || value > 9) return long;
    return { stage: { weeks: Math.max(0, Math.round(value * WEEKS_PER_MONTH - 2)), roughly: true } };
  }
  if (is('days', 1)) return born ? sinceBirth(value) : {};
  return is('years', 1) || is('hours', 1) ? {} : undefined;
};

const exactly = (weeks: number): Reading => ({ stage: { weeks, roughly: false } });

/** A birth of more than a year ago does not say that she is not pregnant again. */
const sinceBirth = (days: number): Reading => (days <= 365 ? { stage: { daysSinceBirth: days } } : {});

/** "every 5 minutes", "2 minutes apart" */
const readRhythm: Reader = ({ value, is }) => {
  if (!is('minutes', 1)) return undefined;
  const rhythmic = is('every', -1) || is('every', -2) || is('apart', 2) || is('apart', 3);
  if (!rhythmic || value > 30) return {};
  return {
    found: [['every-few-minutes', 0, 2], ...(value <= 2 ? ([['every-minute-or-two', 0, 2]] as const) : [])],
  };
};

/** "12 paracetamol", "5 g of paracetamol" */
const readTablets: Reader = ({ value, is, near }) => {
  const grams = is('grams', 1) && near('tablets') && value >= 5 && value <= 100;
  const count =
    (is('tablets', 1) || is('tablets', 2)) && Number.isInteger(value) && value >= 10 && value <= 500;
  return grams || count ? { found: [['tablets-many', 0, 2]] } : undefined;
};

/** A temperature with a word for it nearby, or written as only a temperature is: "baby is 38.6". */
const readTemperature: Reader = ({ value, token, word, is, near }) => {
  const named = near('temperature');
  const next = word(1);
  const alone = token.norm.includes('.') && (next === undefined || next.before !== '');
  const celsius =
    value >= 38 && value <= 43 && (named || alone) && (!is('pregnant', 1) || !Number.isInteger(value));
  const fahrenheit = value >= 100.4 && value <= 109 && (named || is('fahrenheit', 1));
  if (celsius || fahrenheit) {
    const veryHigh = value >= (celsius ? 39 : 102.2);
    return {
      found: [['temperature-high', 0, 1], ...(veryHigh ? ([['temperature-very-high', 0, 1]] as const) : [])],
    };
  }
  return named && value >= 33 && value < 36 ? { found: [['temperature-low', 0, 1]] } : undefined;
};

/** "im 30 pregnant", "30 gone", "estoy de 26"; nine and less might be months. */
const readBareWeeks: Reader = ({ value, is }) => {
  if (!Number.isInteger(value)) return undefined;
  const told = is('pregnant', 1) || (is('iAm', -2) && is('of', -1));
  return told && value >= 4 && value <= 42 && value !== 9 ? exactly(value) : undefined;
};

/** All meanings that a number can have, the surest first. */
export const READERS: readonly Reader[] = [
  readBloodPressure,
  readWeeksAndDays,
  readTime,
  readRhythm,
  readTablets,
  readTemperature,
  readBareWeeks,
];
