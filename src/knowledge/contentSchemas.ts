import { z } from 'zod';
import { LEVELS } from './safety/levels';

const TITLE_LENGTH = 40;
const MOST_ASKED = 6;

export const ROUTES = ['medical', 'mental-health', 'abuse', 'poison', 'newborn'] as const;
/** Who helps with a red flag: nobody in danger at home is told to phone the labour ward. */
export type Route = (typeof ROUTES)[number];

const sourceSchema = z.strictObject({
  org: z.string(),
  title: z.string(),
  year: z.number().int().nullable(),
  url: z
    .string()
    .regex(/^https?:\/\//, 'must be a web address')
    .nullable(),
  /** V: read in the source itself. V2: in a copy. K: general knowledge, not checked. */
  verified: z.enum(['V', 'V2', 'K']),
});

const topicSchema = z.strictObject({
  group: z.string(),
  related: z.array(z.string()),
  /** Red flags that the answer's safety net names; "all" points to the whole list. */
  safetyNet: z.union([z.literal('all'), z.array(z.string())]),
  sources: z.array(z.string()).min(1),
});

const flagSchema = z.strictObject({
  level: z.enum(LEVELS),
  route: z.enum(ROUTES),
  stage: z.string(),
  sources: z.array(z.string()).min(1),
});

/** locales/clinical.json: what is the same in every language, by id. */
export const clinicalSchema = z.strictObject({
  groups: z.array(z.string()).min(1),
  topics: z.record(z.string(), topicSchema),
  flags: z.record(z.string(), flagSchema),
  sources: z.record(z.string(), sourceSchema),
});

const paragraphs = z.array(z.string().min(1)).min(1);

/** One object of faq/<group>.json: one complete answer in one language. */
export const entrySchema = z.strictObject({
  id: z.string(),
  /** A button. */
  title: z.string().min(1).max(TITLE_LENGTH),
  question: z.string().min(1),
  phrasings: z.array(z.string().min(1)).min(12),
  answer: paragraphs,
  more: paragraphs,
  /** Who signed these words, or null: the words of each language are reviewed by themselves. */
  reviewed: z
    .strictObject({ by: z.string().min(1), on: z.string().date(), until: z.string().date() })
    .nullable(),
});

/** One object of red-flags.json: what is said to one red flag in one language. */
export const redFlagSchema = z.strictObject({
  id: z.string(),
  /** The first line where it is not the one of level and route: "Go outside now, then call …". */
  lead: z.string().min(1).optional(),
  /** What she notices, for lists: "chest pain or trouble breathing". */
  sign: z.string().min(1),
  /** Names of the condition, as patterns of the lexicon: whoever writes only such a name is asked what she has. */
  names: z.array(z.string().min(1)).optional(),
  /** What is asked then, each a button that raises an alarm. */
  ask: z.array(z.string().min(1).max(TITLE_LENGTH)).min(1).max(MOST_ASKED).optional(),
  /** What to do now, after the line that says whom to call. */
  now: paragraphs,
  /** What to say on the phone. */
  say: z.string().min(1),
  phrasings: z.array(z.string().min(1)).min(1),
});

/** What a person may ask of the bot itself, in words or by button. */
export const COMMANDS = [
  'hello',
  'thanks',
  'bye',
  'help',
  'start-over',
  'change-language',
  'forget-me',
  'browse',
  'tell-me-more',
  'something-else',
] as const;
export type Command = (typeof COMMANDS)[number];
/** What she may say after an alarm: the first two let answers resume. */
export type AfterAlarm = 'reached-help' | 'not-about-me' | 'not-reached' | 'note';

/** utterances.json: what people say to the bot itself, and what it cannot answer. */
export const utterancesSchema = z.strictObject({
  /** Ways to say each command; one that is typed exactly so is always understood. */
  commands: z.record(z.enum(COMMANDS), z.array(z.string().min(1)).min(5)),
  /** Each theme by its group: its title, which is a button, then other ways to name it. */
  themes: z.record(z.string(), z.array(z.string().min(1).max(TITLE_LENGTH)).min(1)),
  /** What she may say after an alarm: understood only word for word, since it may let answers resume. */
  afterAlarm: z.strictObject({
    'reached-help': z.array(z.string().min(1)).min(1),
    'not-about-me': z.array(z.string().min(1)).min(1),
    'not-reached': z.array(z.string().min(1)).min(1),
    note: z.array(z.string().min(1)).min(1),
  }),
  /** Words that may stand around a number that picks from a list: "the", "option", "please". */
  pickFillers: z.array(z.string().min(1)),
  /** Ways to ask for another language by its name. */
  languages: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  /** What people also write and this bot has no answer to: the matcher learns to leave it alone. */
  outOfScope: z.array(z.string().min(1)).min(20),
});

/** safety-examples.json: messages that people might send, from which the second opinion of the safety check learns. */
export const safetyExamplesSchema = z.strictObject({
  /**
   * The share of harmless messages on which the second opinion may raise an alarm, judged by cross-validation over
   * the examples below: a higher one is more careful and cries wolf more often.
   */
  falseAlarms: z.number().min(0).max(0.1),
  /** By red flag: messages that must raise it. */
  flags: z.record(z.string(), z.array(z.string().min(1))),
  /** Messages that must raise none, among them denials, old stories and questions for knowledge. */
  harmless: z.array(z.string().min(1)),
});

/** Groups of words that ask for the same thing, by a name of the group. */
export const synonymsSchema = z.record(z.string(), z.array(z.string().min(1)).min(2));

export type Source = z.infer<typeof sourceSchema>;
export type TopicFacts = z.infer<typeof topicSchema>;
export type FlagFacts = z.infer<typeof flagSchema>;
export type Entry = z.infer<typeof entrySchema>;
export type RedFlagWords = z.infer<typeof redFlagSchema>;
export type SafetyExamples = z.infer<typeof safetyExamplesSchema>;
export type Synonyms = z.infer<typeof synonymsSchema>;
export type Utterances = z.infer<typeof utterancesSchema>;
