import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  clinicalSchema,
  COMMANDS,
  entrySchema,
  redFlagSchema,
  safetyExamplesSchema,
  synonymsSchema,
  utterancesSchema,
  type Entry,
  type FlagFacts,
  type RedFlagWords,
  type SafetyExamples,
  type Source,
  type Synonyms,
  type TopicFacts,
  type Utterances,
} from './contentSchemas';
import { contextSchema, lexiconSchema, type Lexicon } from './lexicon';
import { rulesSchema, unknownConcepts, type Rules } from './safety/ruleSchema';

/** The clinical content of one language. */
export interface LanguageContent {
  code: string;
  lexicon: Lexicon;
  safetyExamples: SafetyExamples;
  utterances: Utterances;
  synonyms: Synonyms;
  entries: readonly Entry[];
  entry(id: string): Entry | undefined;
  redFlag: (id: string) => RedFlagWords;
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
  const lexicon = {
    ...readJson(root, `${code}/lexicon.json`, lexiconSchema),
    ...readJson(root, `${code}/context.json`, contextSchema),
  };
  const safetyExamples = readJson(root, `${code}/safety-examples.json`, safetyExamplesSchema);
  const strange = Object.keys(safetyExamples.flags).find((id) => !flags.has(id));
  if (strange)
    throw refusal(`${code}/safety-examples.json`, `flags.${strange}`, 'it is not in clinical.json');
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
    safetyExamples,
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
  const { rules, checks } = library.rules;
  for (const { flag } of [...rules, ...checks]) {
    if (!library.flags.has(flag))
      throw refusal('safety-rules.json', 'flag', `"${flag}" is not in clinical.json`);
  }
  for (const [code, { lexicon, redFlag }] of library.languages) {
    const asking = new Set(checks.map(({ flag }) => flag));
    const silent = [...library.flags.keys()].find((id) => {
      const { names = [], ask } = redFlag(id);
      return ask === undefined && (names.length > 0 || asking.has(id));
    });
    if (silent)
      throw refusal(
        `${code}/red-flags.json`,
        silent,
        'it is asked about, but there is no "ask" with what to ask',
      );
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
