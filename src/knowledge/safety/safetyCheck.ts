import { clean, tokenize, type Token } from '../text';
import { remember } from '../remember';
import { undisguise } from './disguise';
import { createReaders, type SafetyContent, type SafetyLibrary } from './languages';
import type { Stage } from './numberMeanings';
import { createOpinion, type OpinionModel } from './opinion';
import { trainFor } from './opinionExamples';
import type { Onset } from './onset';
import type { Span } from './patterns';
import { inTheContextOf, languagesOf, placesOf, type Language, type Owners } from './messageLanguages';
import type { Reading } from './reading';
import { levelRank, type Level } from './levels';
import { createRules, type Finding, type Firing } from './rules';

/** What the conversation already said: findings of earlier messages (names, never words) and the stage. */
export interface SafetyContext {
  findings: readonly string[];
  stage: Stage;
}

/** A red flag that fired. */
export interface Alarm {
  flag: string;
  level: Level;
  /** The language that the message is written in. */
  language: string;
  /** The words of the message that made it fire. */
  matched: string;
  /** The rule in one line. */
  why: string;
  /** Since when it is so, if she told. */
  since: Onset | undefined;
}

export interface SafetyResult {
  /** The most urgent alarm, if any. */
  alarm: Alarm | undefined;
  /**
   * Where there is no alarm, a red flag that what was written only names ("sepsis symptoms") or hints at ("my back pain
   * is scary"): what she has should be asked.
   */
  check: string | undefined;
  /** Red flags of which the message says that she has them not: "no bleeding". */
  denied: readonly string[];
  /** To be handed in with the next message. */
  context: SafetyContext;
}

/** Text and what the conversation said before in; the most urgent red flag out. Pure and deterministic. */
export type SafetyCheck = (text: string, context?: SafetyContext) => SafetyResult;

const NOTHING: SafetyContext = { findings: [], stage: {} };
const AFTER_BIRTH = 'after-birth';

/**
 * Compiles the safety check of all languages of a library. Every language whose words stand in a message reads it
 * by the rules, and has a second opinion, which may raise a level and never lowers one. `trained`
 * hands in an opinion trained before on the very same content, if there is one.
 */
export function createSafetyCheck(
  library: SafetyLibrary,
  trained: (content: SafetyContent) => OpinionModel | undefined = () => undefined,
): SafetyCheck {
  const levelOfFlag = (id: string): Level => library.flag(id).level;
  const readers = createReaders(library);
  const languages = readers.map((reader, place): Language => {
    const model = trained(reader.content) ?? trainFor(library, reader);
    const opine = createOpinion(model, reader.features, levelOfFlag);
    return { code: reader.content.code, place, read: reader.read, opine };
  });
  const ownersOf = remember((norm): Owners => readers.map(({ owns }) => owns(norm)));
  const levelOf = (rule: Firing['rule']): Level => rule.level ?? levelOfFlag(rule.flag);
  const evaluate = createRules(library.rules, levelOf);

  return (text, context = NOTHING) => {
    const remembered = new Set(context.findings);
    const findings = new Set(context.findings);
    const stage: Stage = { ...context.stage };
    let alarm: Alarm | undefined;
    const asked = new Set<string>();
    const none = new Set<string>();

    /** What the rules say of a reading. */
    const judge = (version: string, language: string, reading: Reading, found: readonly Finding[]): void => {
      const born = found.some(({ concept, status }) => concept === AFTER_BIRTH && status === 'present');
      if (reading.stage.weeks !== undefined && !born) delete stage.daysSinceBirth;
      Object.assign(stage, reading.stage);
      // Words about the birth count for this message only: "will it go after birth?" must not hush a later alarm.
      const now: Stage = born ? { daysSinceBirth: 0, ...stage } : stage;
      const { tokens, since } = reading;
      const { firings, checks, denied, memorable } = evaluate({
        tokens,
        findings: found,
        stage: now,
        remembered,
      });
      [...reading.named, ...checks].forEach((flag) => asked.add(flag));
      denied.forEach((flag) => none.add(flag));
      memorable.forEach((name) => findings.add(name));
      const first = mostUrgent(firings, levelOf);
      if (first === undefined || levelRank(levelOf(first.rule)) <= levelRank(alarm?.level)) return;
      const { flag, all } = first.rule;
      const matched = quote(version, tokens, first.spans);
      alarm = {
        flag,
        level: levelOf(first.rule),
        language,
        matched,
        why: `${flag}: ${all.join(' + ')}`,
        since,
      };
    };
    /** The second opinion, which only raises. */
    const reconsider = (version: string, { code, opine }: Language, reading: Reading): void => {
      const opinion = alarm?.level === 'emergency' ? undefined : opine(reading, alarm?.level);
      if (opinion === undefined) return;
      const { level } = opinion;
      // The flag that a rule names stands, unless it is of another route than what is thought.
      const named = alarm && library.flag(alarm.flag).route === library.flag(opinion.flag).route;
      const flag = named && alarm ? alarm.flag : opinion.flag;
      const spans = opinion.at.map((at) => ({ start: at, end: at + 1 }));
      const matched = quote(version, reading.tokens, spans);
      const why = `${opinion.flag}: second opinion`;
      alarm = { flag, level, language: code, matched, why, since: reading.since };
    };

    const source = clean(text);
    const plain = undisguise(source);
    for (const version of plain === source ? [source] : [source, plain]) {
      const original = tokenize(version);
      const owners = original.map(({ norm }) => ownersOf(norm));
      const [main, ...others] = languagesOf(languages, original, owners);
      if (main === undefined) continue;
      const reading = main.read(version, original);
      judge(version, main.code, reading, reading.findings);
      for (const language of others) {
        const other = language.read(version, original);
        const shared = placesOf(main, language, original, owners);
        const code = language.equal ? language.code : main.code;
        judge(version, code, other, inTheContextOf(reading, other, shared));
        reconsider(version, language, other);
      }
      reconsider(version, main, reading);
    }
    const check = alarm ? undefined : mostSerious([...asked], levelOfFlag);
    const denied = [...none].filter((flag) => flag !== alarm?.flag);
    return { alarm, check, denied, context: { findings: [...findings], stage } };
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

const mostSerious = (flags: readonly string[], levelOf: (flag: string) => Level): string | undefined =>
  [...flags].sort((a, b) => levelRank(levelOf(b)) - levelRank(levelOf(a)))[0];

function quote(
  source: string,
  tokens: readonly Token[],
  spans: readonly Pick<Span, 'start' | 'end'>[],
): string {
  const places = [...spans].sort((a, b) => a.start - b.start);
  return places
    .map((span) => source.slice(tokens[span.start]?.start ?? 0, tokens[span.end - 1]?.end ?? 0))
    .filter((words, index, all) => all.indexOf(words) === index)
    .join(' … ');
}
