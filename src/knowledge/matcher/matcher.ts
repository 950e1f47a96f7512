import type { LanguageContent, Library } from '../content';
import type { AfterAlarm, Command } from '../contentSchemas';
import { COMMANDS } from '../contentSchemas';
import { stemmerFor } from '../stem';
import { words } from '../text';
import {
  createClassifier,
  train,
  type Example,
  type Ranked,
  type Reading,
  type TrainedModel,
} from './classifier';
import { createFeatures } from './features';
import { createSynonymFinder } from './synonyms';

/** What an utterance most likely asks for. Confidence runs from 0 to 1. */
export type Match =
  | { kind: 'answer'; topic: string; confidence: number }
  | { kind: 'unsure'; candidates: string[]; confidence: number }
  | { kind: 'command'; command: Command; confidence: number }
  | { kind: 'theme'; group: string; confidence: number }
  | { kind: 'after-alarm'; said: AfterAlarm; confidence: number }
  | { kind: 'language'; language: string; confidence: number }
  | { kind: 'none'; confidence: number };

/** An utterance and the code of a language of the library in, what it asks for out. */
export type Matcher = (utterance: string, language: string) => Match;

export const OUT_OF_SCOPE = 'out-of-scope';
const COMMAND_PREFIX = 'command:';
const MAX_CANDIDATES = 3;
/** Below this a topic is no help as a choice. */
const LEAST_OFFERED = 0.02;
/** A paragraph of an answer tells its topic's words, but not how people ask. */
const PARAGRAPH_WEIGHT = 0.3;

/** From which confidence on what is done. */
export type Thresholds = Record<'answer' | 'unsure' | 'command' | 'outOfScope', number>;

/**
 * Above `answer` the best topic is given; above `unsure` up to three are offered, unless the utterance is surely
 * out of scope. Chosen by five-fold cross-validation over the phrasings, never on tests/data: wrong answers to
 * at most 7 %, then as many questions as possible answered or offered.
 */
export const THRESHOLDS: Thresholds = { answer: 0.55, unsure: 0.05, command: 0.45, outOfScope: 0.5 };

/**
 * A matcher for every language of the library. `trained` hands in a model trained before on the very same
 * content, if there is one; without it a language is trained here, which costs some hundred milliseconds.
 */
export function createMatcher(
  library: Library,
  trained: (content: LanguageContent) => TrainedModel | undefined = () => undefined,
): Matcher {
  const languages = new Map(
    [...library.languages].map(([code, content]) => [
      code,
      createLanguageMatcher(content, trained(content) ?? trainMatcher(content)),
    ]),
  );
  return (utterance, language) => {
    const match = languages.get(language);
    if (match === undefined) throw new Error(`There is no language "${language}" in locales/`);
    return match(utterance);
  };
}

/** Trains on all labelled utterances of a language. */
export function trainMatcher(content: LanguageContent): TrainedModel {
  return train(trainingExamples(content), readingOf(content));
}

function createLanguageMatcher(content: LanguageContent, model: TrainedModel): (utterance: string) => Match {
  const exact = exactUtterances(content);
  const classify = createClassifier(model, readingOf(content));
  return (utterance) => exact.get(plain(utterance)) ?? decide(classify(utterance));
}

/** What the matcher reads in an utterance of this language, with or without mending misspelt words. */
export function readingOf({ code, synonyms }: Pick<LanguageContent, 'code' | 'synonyms'>): Reading {
  const stem = stemmerFor(code);
  const finder = createSynonymFinder(synonyms, stem);
  return {
    features: (repair) => createFeatures(stem, finder, repair),
    words: Object.values(synonyms).flat().flatMap(words),
  };
}

/** Every labelled utterance of a language: phrasings, paragraphs of the answers, commands and what is out of scope. */
export function trainingExamples(content: LanguageContent): Example[] {
  const topics = content.entries.flatMap(({ id, title, question, phrasings, answer, more }) => [
    ...[title, question, ...phrasings].map((text) => ({ text, label: id })),
    ...[...answer, ...more].map((text) => ({ text, label: id, weight: PARAGRAPH_WEIGHT })),
  ]);
  const commands = COMMANDS.flatMap(
    (command) =>
      content.utterances.commands[command]?.map((text) => ({ text, label: COMMAND_PREFIX + command })) ?? [],
  );
  const rest = content.utterances.outOfScope.map((text) => ({ text, label: OUT_OF_SCOPE }));
  return [...topics, ...commands, ...rest];
}

/** Turns a ranking into a decision. */
export function decide(ranking: readonly Ranked[], thresholds: Thresholds = THRESHOLDS): Match {
  const [best] = ranking;
  if (best === undefined) return { kind: 'none', confidence: 0 };
  const { label, confidence } = best;
  if (isTopic(label) && confidence >= thresholds.answer) return { kind: 'answer', topic: label, confidence };
  if (label.startsWith(COMMAND_PREFIX) && confidence >= thresholds.command) {
    return { kind: 'command', command: label.slice(COMMAND_PREFIX.length) as Command, confidence };
  }
  const candidates = ranking
    .filter((other) => isTopic(other.label) && other.confidence >= LEAST_OFFERED)
    .slice(0, MAX_CANDIDATES);
  const [first] = candidates;
  const strange = label === OUT_OF_SCOPE && confidence >= thresholds.outOfScope;
  if (first === undefined || strange || first.confidence < thresholds.unsure)
    return { kind: 'none', confidence };
  return {
    kind: 'unsure',
    candidates: candidates.map((candidate) => candidate.label),
    confidence: first.confidence,
  };
}

const isTopic = (label: string): boolean => label !== OUT_OF_SCOPE && !label.startsWith(COMMAND_PREFIX);

/** What is typed or pressed word for word: titles of answers, commands, names of languages. */
function exactUtterances(content: LanguageContent): ReadonlyMap<string, Match> {
  const exact = new Map<string, Match>();
  for (const { id, title } of content.entries)
    exact.set(plain(title), { kind: 'answer', topic: id, confidence: 1 });
  for (const [language, names] of Object.entries(content.utterances.languages)) {
    for (const name of names) exact.set(plain(name), { kind: 'language', language, confidence: 1 });
  }
  for (const [group, names] of Object.entries(content.utterances.themes)) {
    for (const name of names) exact.set(plain(name), { kind: 'theme', group, confidence: 1 });
  }
  for (const [said, ways] of Object.entries(content.utterances.afterAlarm)) {
    for (const way of ways) {
      exact.set(plain(way), { kind: 'after-alarm', said: said as AfterAlarm, confidence: 1 });
    }
  }
  for (const command of COMMANDS) {
    for (const text of content.utterances.commands[command] ?? []) {
      exact.set(plain(text), { kind: 'command', command, confidence: 1 });
    }
  }
  return exact;
}

const plain = (utterance: string): string => words(utterance).join(' ');
