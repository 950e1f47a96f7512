import type { Lexicon } from '../lexicon';
import { clean, tokenize, type Token } from '../text';
import { undisguise } from './disguise';
import type { Stage } from './numbers';
import type { Span } from './patterns';
import { createReader, type Reading } from './reading';
import { weakest } from './assertion';
import { createRules, levelRank, type Finding, type Firing, type Level, type Rules } from './rules';
import { vocabulary } from './spelling';

/** What the conversation already said: findings of earlier messages (names, never words) and the stage. */
export interface SafetyContext {
  findings: readonly string[];
  stage: Stage;
}

/** A red flag that fired. */
export interface Alarm {
  flag: string;
  level: Level;
  /** The language whose words made it fire. */
  language: string;
  /** The words of the message that made it fire. */
  matched: string;
  /** The rule in one line. */
  why: string;
}

export interface SafetyResult {
  /** The most urgent alarm, if any. */
  alarm: Alarm | undefined;
  /** To be handed in with the next message. */
  context: SafetyContext;
}

/** What the check needs of the content of one language. */
export interface SafetyContent {
  lexicon: Lexicon;
  entries: readonly {
    title: string;
    question: string;
    answer: readonly string[];
    more: readonly string[];
  }[];
}

/** What the check needs of the library of all content. */
export interface SafetyLibrary {
  rules: Rules;
  languages: ReadonlyMap<string, SafetyContent>;
  flag(id: string): { level: Level };
}

/** Text and what the conversation said before in; the most urgent red flag out. Pure and deterministic. */
export type SafetyCheck = (text: string, context?: SafetyContext) => SafetyResult;

const NOTHING: SafetyContext = { findings: [], stage: {} };
const AFTER_BIRTH = 'after-birth';
/** Compiles the safety check of all languages of a library. Every language reads every message. */
export function createSafetyCheck(library: SafetyLibrary): SafetyCheck {
  const vocabularies = new Map([...library.languages].map(([code, content]) => [code, wordsOf(content)]));
  const known = new Set([...vocabularies.values()].flatMap((own) => [...own]));
  const readers = [...library.languages].map(([language, { lexicon }]) => ({
    language,
    read: createReader(lexicon, known, vocabularies.get(language) ?? known),
  }));
  const levelOf = (rule: Firing['rule']): Level => rule.level ?? library.flag(rule.flag).level;
  const evaluate = createRules(library.rules, levelOf);

  return (text, context = NOTHING) => {
    const remembered = new Set(context.findings);
    const findings = new Set(context.findings);
    const stage: Stage = { ...context.stage };
    let alarm: Alarm | undefined;
    const source = clean(text);
    const plain = undisguise(source);
    for (const version of plain === source ? [source] : [source, plain]) {
      const original = tokenize(version);
      const readings = readers.map(({ language, read }) => ({ language, ...read(version, original) }));
      const main = readings.toSorted((a, b) => b.familiar - a.familiar)[0];
      for (const reading of readings) {
        const { language, tokens, stage: told } = reading;
        const found =
          main === undefined || reading === main ? reading.findings : inTheContextOf(main, reading);
        const born = found.some(({ concept, status }) => concept === AFTER_BIRTH && status === 'present');
        if (told.weeks !== undefined && !born) delete stage.daysSinceBirth;
        Object.assign(stage, told);
        // Words about the birth count for this message only: "will it go after birth?" must not hush a later alarm.
        const now: Stage = born ? { daysSinceBirth: 0, ...stage } : stage;
        const { firings, memorable } = evaluate({ tokens, findings: found, stage: now, remembered });
        const first = mostUrgent(firings, levelOf);
        if (first && levelRank(levelOf(first.rule)) > levelRank(alarm?.level)) {
          alarm = {
            flag: first.rule.flag,
            level: levelOf(first.rule),
            language,
            matched: quote(version, tokens, first.spans),
            why: `${first.rule.flag}: ${first.rule.all.join(' + ')}`,
          };
        }
        memorable.forEach((name) => findings.add(name));
      }
    }
    return { alarm, context: { findings: [...findings], stage } };
  };
}

/** The highest level; among equals the rule with most parts, then the order of the rules. */
function mostUrgent(
  firings: readonly Firing[],
  levelOf: (rule: Firing['rule']) => Level,
): Firing | undefined {
  return firings.reduce<Firing | undefined>((best, next) => {
    if (best === undefined) return next;
    const byLevel = levelRank(levelOf(next.rule)) - levelRank(levelOf(best.rule));
    return byLevel > 0 || (byLevel === 0 && next.rule.all.length > best.rule.all.length) ? next : best;
  }, undefined);
}

function quote(source: string, tokens: readonly Token[], spans: readonly Span[]): string {
  const places = [...spans].sort((a, b) => a.start - b.start);
  return places
    .map((span) => source.slice(tokens[span.start]?.start ?? 0, tokens[span.end - 1]?.end ?? 0))
    .filter((words, index, all) => all.indexOf(words) === index)
    .join(' … ');
}

/**
 * The findings of a language in a message that is written in another: words that both share are read as the
 * message's own language says, so that "a convulsion years ago" is past in the eyes of both.
 */
function inTheContextOf(main: Reading, { tokens, findings }: Reading): Finding[] {
  const statusAt = new Map(main.tokens.map(({ start }, at) => [start, main.statuses[at] ?? 'present']));
  return findings.map((finding) => {
    const there = statusAt.get(tokens[finding.start]?.start ?? -1) ?? 'present';
    return { ...finding, status: weakest([finding.status, there]) };
  });
}

/** Words that are spelt right in a language: those of its lexicon, of its answers, and the ordinary ones. */
function wordsOf({ lexicon, entries }: SafetyContent): Set<string> {
  const answers = entries.flatMap(({ title, question, answer, more }) => [
    title,
    question,
    ...answer,
    ...more,
  ]);
  return new Set([
    ...vocabulary(lexicon),
    ...lexicon.ordinary,
    ...answers.flatMap((text) => tokenize(text).map(({ norm }) => norm)),
  ]);
}
