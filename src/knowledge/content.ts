import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { lexiconSchema, type Lexicon } from './lexicon';
import { LEVELS, rulesSchema, unknownConcepts, type Rules } from './safety/rules';

const TITLE_LENGTH = 40;

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

const clinicalSchema = z.strictObject({
  groups: z.array(z.string()).min(1),
  topics: z.record(z.string(), topicSchema),
  flags: z.record(z.string(), flagSchema),
  sources: z.record(z.string(), sourceSchema),
});

const paragraphs = z.array(z.string().min(1)).min(1);

const entrySchema = z.strictObject({
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

const redFlagSchema = z.strictObject({
  id: z.string(),
  /** The first line where it is not the one of level and route: "Go outside now, then call …". */
  lead: z.string().min(1).optional(),
  /** What she notices, for lists: "chest pain or trouble breathing". */
  sign: z.string().min(1),
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
/** What lets answers resume after an alarm. */
export type AfterAlarm = 'reached-help' | 'not-about-me';

const utterancesSchema = z.strictObject({
  /** Ways to say each command; one that is typed exactly so is always understood. */
  commands: z.record(z.enum(COMMANDS), z.array(z.string().min(1)).min(5)),
  /** Each theme by its group: its title, which is a button, then other ways to name it. */
  themes: z.record(z.string(), z.array(z.string().min(1).max(TITLE_LENGTH)).min(1)),
  /** What she may say after an alarm: understood only word for word, since it lets answers resume. */
  afterAlarm: z.strictObject({
    'reached-help': z.array(z.string().min(1)).min(1),
    'not-about-me': z.array(z.string().min(1)).min(1),
  }),
  /** Ways to ask for another language by its name. */
  languages: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  /** What people also write and this bot has no answer to: the matcher learns to leave it alone. */
  outOfScope: z.array(z.string().min(1)).min(20),
});

/** Groups of words that ask for the same thing, by a name of the group. */
const synonymsSchema = z.record(z.string(), z.array(z.string().min(1)).min(2));

export type Source = z.infer<typeof sourceSchema>;
export type TopicFacts = z.infer<typeof topicSchema>;
export type FlagFacts = z.infer<typeof flagSchema>;
export type Entry = z.infer<typeof entrySchema>;
export type RedFlagWords = z.infer<typeof redFlagSchema>;
export type Synonyms = z.infer<typeof synonymsSchema>;
export type Utterances = z.infer<typeof utterancesSchema>;

/** The clinical content of one language. */
export interface LanguageContent {
  code: string;
  lexicon: Lexicon;
  utterances: Utterances;
  synonyms: Synonyms;
  entries: readonly Entry[];
  entry(id: string): Entry | undefined;
  redFlag(id: string): RedFlagWords;
}

/** All content: what holds in every language, and each language by its code, the first being the default. */
export interface Library {
  groups: readonly string[];
  topics: ReadonlyMap<string, TopicFacts>;
  flags: ReadonlyMap<string, FlagFacts>;
  rules: Rules;
  languages: ReadonlyMap<string, LanguageContent>;
  /** Throws for an id that is not in the library: ids come from the library, so this is a defect. */
  topic(id: string): TopicFacts;
  flag(id: string): FlagFacts;
  source(key: string): Source;
}

/**
 * Reads and checks all content below `root`. Throws an Error with file and place for the first thing that is
 * wrong. The default language is English; others follow by name.
 */
export function loadContent(root: string): Library {
  const clinical = readJson(root, 'clinical.json', clinicalSchema);
  const rules = readJson(root, 'safety-rules.json', rulesSchema);
  const codes = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort((a, b) => Number(b === 'en') - Number(a === 'en') || a.localeCompare(b));
  const topics = new Map(Object.entries(clinical.topics));
  const flags = new Map(Object.entries(clinical.flags));
  const languages = new Map(
    codes.map((code) => [code, loadLanguage(root, code, clinical.groups, topics, flags)]),
  );
  const library: Library = {
    groups: clinical.groups,
    topics,
    flags,
    rules,
    languages,
    topic: (id) => need(topics, id, 'topic'),
    flag: (id) => need(flags, id, 'red flag'),
    source: (key) => need(new Map(Object.entries(clinical.sources)), key, 'source'),
  };
  checkReferences(library);
  return library;
}

function loadLanguage(
  root: string,
  code: string,
  groups: readonly string[],
  topics: ReadonlyMap<string, TopicFacts>,
  flags: ReadonlyMap<string, FlagFacts>,
): LanguageContent {
  const lexicon = readJson(root, `${code}/lexicon.json`, lexiconSchema);
  const utterances = readJson(root, `${code}/utterances.json`, utterancesSchema);
  const synonyms = readJson(root, `${code}/synonyms.json`, synonymsSchema);
  const nameless = groups.find((group) => utterances.themes[group] === undefined);
  if (nameless) throw refusal(`${code}/utterances.json`, 'themes', `the theme "${nameless}" has no title`);
  const unsaid = COMMANDS.find((command) => utterances.commands[command] === undefined);
  if (unsaid) throw refusal(`${code}/utterances.json`, 'commands', `"${unsaid}" is missing`);
  const entries = groups.flatMap((group) => {
    const file = `${code}/faq/${group}.json`;
    return readJson(root, file, z.array(entrySchema)).map((entry, index) => {
      const facts = topics.get(entry.id);
      if (facts?.group === group) return entry;
      const where = facts ? `belongs to faq/${facts.group}.json` : 'is not in locales/clinical.json';
      throw refusal(file, `${index}.id`, `"${entry.id}" ${where}`);
    });
  });
  const file = `${code}/red-flags.json`;
  const redFlags = new Map(readJson(root, file, z.array(redFlagSchema)).map((words) => [words.id, words]));
  const missing = [...flags.keys()].find((id) => !redFlags.has(id));
  if (missing)
    throw refusal(file, 'id', `red flag "${missing}" has no words; every language needs all of them`);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  if (byId.size < entries.length) throw refusal(`${code}/faq`, 'id', 'an id stands there twice');
  return {
    code,
    lexicon,
    utterances,
    synonyms,
    entries,
    entry: (id) => byId.get(id),
    redFlag: (id) => need(redFlags, id, 'red flag'),
  };
}

function checkReferences(library: Library): void {
  const complain = (place: string, name: string): never => {
    throw refusal('clinical.json', place, `"${name}" does not exist`);
  };
  for (const [id, topic] of library.topics) {
    if (!library.groups.includes(topic.group)) complain(`topics.${id}.group`, topic.group);
    for (const other of topic.related)
      if (!library.topics.has(other)) complain(`topics.${id}.related`, other);
    const net = topic.safetyNet === 'all' ? [] : topic.safetyNet;
    for (const flag of net) if (!library.flags.has(flag)) complain(`topics.${id}.safetyNet`, flag);
    for (const key of topic.sources) library.source(key);
  }
  for (const flag of library.flags.values()) for (const key of flag.sources) library.source(key);
  for (const { flag } of library.rules.rules) {
    if (!library.flags.has(flag))
      throw refusal('safety-rules.json', 'flag', `"${flag}" is not in clinical.json`);
  }
  for (const [code, { lexicon }] of library.languages) {
    const unknown = unknownConcepts(library.rules, new Set(Object.keys(lexicon.concepts)));
    if (unknown.length > 0) {
      throw refusal(
        `${code}/lexicon.json`,
        'concepts',
        `the safety rules need ${unknown.join(', ')}; add their words`,
      );
    }
  }
}

function readJson<T>(root: string, file: string, schema: z.ZodType<T, z.ZodTypeDef, unknown>): T {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(join(root, file), 'utf8'));
  } catch (error) {
    throw refusal(file, 'the file', error instanceof Error ? error.message : 'it cannot be read');
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refusal(file, issue?.path.join('.') ?? 'the file', issue?.message ?? 'it has the wrong shape');
}

function refusal(file: string, place: string, reason: string): Error {
  return new Error(`Cannot load locales/${file} at ${place}: ${reason}`);
}

function need<T>(map: ReadonlyMap<string, T>, id: string, what: string): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`There is no ${what} "${id}" in locales/clinical.json`);
  return found;
}
