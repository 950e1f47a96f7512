import type { Lexicon } from '../lexicon';
import { clean, tokenize, type Token } from '../text';
import { undisguise } from './disguise';
import type { Stage } from './numbers';
import type { Span } from './patterns';
import { createReader } from './reading';
import { createRules, levelRank, type Firing, type Level, type Rules } from './rules';
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

/** What the check needs of the library of all content. */
export interface SafetyLibrary {
  rules: Rules;
  languages: ReadonlyMap<
    string,
    {
      lexicon: Lexicon;
      entries: readonly {
        title: string;
        question: string;
        answer: readonly string[];
        more: readonly string[];
      }[];
    }
  >;
  flag(id: string): { level: Level };
}

/** Text and what the conversation said before in; the most urgent red flag out. Pure and deterministic. */
export type SafetyCheck = (text: string, context?: SafetyContext) => SafetyResult;

const NOTHING: SafetyContext = { findings: [], stage: {} };
const AFTER_BIRTH = 'after-birth';
/** Compiles the safety check of all languages of a library. Every language reads every message. */
export function createSafetyCheck(library: SafetyLibrary): SafetyCheck {
  const known = knownWords(library);
  const readers = [...library.languages].map(([language, { lexicon }]) => ({
    language,
    read: createReader(lexicon, known),
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
      for (const { language, read } of readers) {
        const { tokens, findings: found, stage: told } = read(version, original);
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

/** Words that are spelt right in some language: those of all lexicons, of all answers, and the ordinary ones. */
function knownWords(library: SafetyLibrary): Set<string> {
  const known = new Set<string>();
  for (const content of library.languages.values()) {
    vocabulary(content.lexicon).forEach((word) => known.add(word));
    content.lexicon.ordinary.forEach((word) => known.add(word));
    for (const entry of content.entries) {
      for (const text of [entry.title, entry.question, ...entry.answer, ...entry.more]) {
        tokenize(text).forEach((token) => known.add(token.norm));
      }
    }
  }
  return known;
}
