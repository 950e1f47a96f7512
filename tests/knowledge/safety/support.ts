import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contextSchema, lexiconSchema, type Lexicon } from '../../../src/knowledge/lexicon';
import { type Level } from '../../../src/knowledge/safety/levels';
import { rulesSchema, type Rule, type Rules } from '../../../src/knowledge/safety/ruleSchema';
import type { SafetyContent, SafetyLibrary } from '../../../src/knowledge/safety/languages';
import type { OpinionModel } from '../../../src/knowledge/safety/opinion';
import {
  createSafetyCheck,
  type SafetyCheck,
  type SafetyContext,
} from '../../../src/knowledge/safety/safetyCheck';

const LOCALES = join(__dirname, '../../../locales');

const json = (file: string): unknown => JSON.parse(readFileSync(join(LOCALES, file), 'utf8'));

export const englishLexicon = (): Lexicon => ({
  ...lexiconSchema.parse(json('en/lexicon.json')),
  ...contextSchema.parse(json('en/context.json')),
});
export const realRules = (): Rules => rulesSchema.parse(json('safety-rules.json'));

const NO_CONTEXT: Lexicon['context'] = {
  remote: [],
  remoteBefore: [],
  elsewhen: [],
  endedWell: [],
  goesOn: [],
  names: [],
  notDenial: [],
  denial: [],
  resolved: [],
  past: [],
  conditional: [],
  informational: [],
  own: [],
  others: [],
  household: [],
  turns: [],
  subjects: [],
  joins: [],
  and: [],
  breaks: [],
  links: [],
};

const UNITS: Lexicon['units'] = {
  birth: ['birth', 'born', 'delivered'],
  newborn: ['baby'],
  ago: ['ago', 'hace'],
  old: ['old'],
  iAm: ['estoy'],
  of: ['de'],
  diastolic: ['diastolic'],
  weeks: ['week', 'weeks'],
  months: ['month', 'months'],
  days: ['day', 'days'],
  years: ['year', 'years'],
  minutes: ['minute', 'minutes'],
  hours: ['hour', 'hours'],
  trimester: ['trimester'],
  trimesters: [['first'], ['second'], ['third', 'last']],
  pregnant: ['pregnant'],
  duration: ['for'],
  sinceBirth: ['after', 'postpartum', 'since'],
  since: ['since'],
  notGestation: ['old', 'ago'],
  temperature: ['temp', 'temperature', 'fever'],
  fahrenheit: ['f'],
  bloodPressure: ['bp', 'pressure'],
  over: ['over'],
  tablets: ['tablet*', 'paracetamol'],
  grams: ['g'],
  every: ['every'],
  apart: ['apart'],
};

/** A small lexicon: the given concepts and context words, and English units. */
export function smallLexicon(
  concepts: Record<string, string[]>,
  context: Partial<Lexicon['context']> = {},
  more: Partial<Pick<Lexicon, 'spellings' | 'ordinary' | 'masks' | 'endings'>> = {},
): Lexicon {
  return {
    spellings: {},
    onset: {},
    ordinary: [],
    endings: ['s', 'ing', 'ed'],
    masks: [],
    storyParts: {},
    ...more,
    context: { ...NO_CONTEXT, ...context },
    units: UNITS,
    concepts,
  };
}

interface SmallLibrary {
  lexicons: Record<string, Lexicon>;
  rules: Rule[];
  timeless?: string[];
  remembered?: string[];
  composites?: Rules['composites'];
}

/** A check of a small library: flags named "…-now" are emergencies, all others are for the same day. */
export function smallCheck({
  lexicons,
  rules,
  timeless = [],
  remembered = [],
  composites = [],
}: SmallLibrary): SafetyCheck {
  const library: SafetyLibrary = {
    rules: { checks: [], timeless, remembered, composites, rules },
    languages: languagesOf(lexicons),
    flags: new Map(),
    flag: (id) => ({ level: id.endsWith('-now') ? 'emergency' : 'same-day', route: 'medical' }),
  };
  return createSafetyCheck(library, () => SILENT);
}

/** The check of the real rules with the English words, without a second opinion. */
export function englishCheck(): SafetyCheck {
  const { flags } = json('clinical.json') as { flags: Record<string, { level: Level; route: string }> };
  const library: SafetyLibrary = {
    rules: realRules(),
    languages: languagesOf({ en: englishLexicon() }),
    flags: new Map(Object.entries(flags)),
    flag: (id) => {
      const facts = flags[id];
      if (facts === undefined) throw new Error(`no flag ${id}`);
      return facts;
    },
  };
  return createSafetyCheck(library, () => SILENT);
}

/** The flags of a conversation, one for each message; "-" when none fired. */
export function converse(check: SafetyCheck, messages: readonly string[]): string[] {
  let context: SafetyContext | undefined;
  return messages.map((message) => {
    const result = context === undefined ? check(message) : check(message, context);
    context = result.context;
    return result.alarm?.flag ?? '-';
  });
}

function languagesOf(lexicons: Record<string, Lexicon>): SafetyLibrary['languages'] {
  return new Map(
    Object.entries(lexicons).map(([code, lexicon]): [string, SafetyContent] => [
      code,
      {
        code,
        lexicon,
        entries: [],
        safetyExamples: { falseAlarms: 0, flags: {}, harmless: [] },
        redFlag: () => ({ phrasings: [] }),
        utterances: { commands: {}, afterAlarm: {}, outOfScope: [] },
      },
    ]),
  );
}

const NO_FEATURES = { names: [], weights: new Float64Array() };

/** A second opinion that is never alarmed. */
export const SILENT: OpinionModel = {
  levels: {
    features: NO_FEATURES,
    linear: { classes: 3, weights: new Float32Array(), biases: new Float32Array(3).fill(-1) },
  },
  alarm: Infinity,
  flags: {
    ids: [],
    features: NO_FEATURES,
    linear: { classes: 0, weights: new Float32Array(), biases: new Float32Array() },
  },
};
