import { clean, tokenize, type Token } from '../text';
import { remember } from '../remember';
import { weakest } from './assertion';
import { undisguise } from './disguise';
import { createReaders, type SafetyContent, type SafetyLibrary } from './languages';
import type { Stage } from './numbers';
import { createOpinion, type Opine, type OpinionModel } from './opinion';
import { trainFor } from './opinionExamples';
import type { Span } from './patterns';
import type { Reader, Reading } from './reading';
import { createRules, levelRank, type Finding, type Firing, type Level } from './rules';

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
}

export interface SafetyResult {
  /** The most urgent alarm, if any. */
  alarm: Alarm | undefined;
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

    /** What the rules say of a reading. */
    const judge = (version: string, language: string, reading: Reading, found: readonly Finding[]): void => {
      const born = found.some(({ concept, status }) => concept === AFTER_BIRTH && status === 'present');
      if (reading.stage.weeks !== undefined && !born) delete stage.daysSinceBirth;
      Object.assign(stage, reading.stage);
      // Words about the birth count for this message only: "will it go after birth?" must not hush a later alarm.
      const now: Stage = born ? { daysSinceBirth: 0, ...stage } : stage;
      const { tokens } = reading;
      const { firings, memorable } = evaluate({ tokens, findings: found, stage: now, remembered });
      memorable.forEach((name) => findings.add(name));
      const first = mostUrgent(firings, levelOf);
      if (first === undefined || levelRank(levelOf(first.rule)) <= levelRank(alarm?.level)) return;
      const { flag, all } = first.rule;
      const matched = quote(version, tokens, first.spans);
      alarm = { flag, level: levelOf(first.rule), language, matched, why: `${flag}: ${all.join(' + ')}` };
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
      alarm = { flag, level, language: code, matched, why: `${opinion.flag}: second opinion` };
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
    return { alarm, context: { findings: [...findings], stage } };
  };
}

interface Language {
  code: string;
  /** Its place in the list of languages. */
  place: number;
  read: Reader;
  opine: Opine;
}

/** For each language, by its place, whether a word belongs to it. */
type Owners = readonly boolean[];

/**
 * The languages that have something to read in a message: the one that knows most of its words first, then those
 * that know as many (`equal`), or as many in one of its sentences, or a word that the first does not.
 */
function languagesOf(
  languages: readonly Language[],
  tokens: readonly Token[],
  owners: readonly Owners[],
): (Language & { equal: boolean })[] {
  const counted = languages
    .map((language) => ({ language, known: count(owners, language) }))
    .sort((a, b) => b.known - a.known);
  const [first] = counted;
  if (first === undefined) return [];
  const main = first.language.place;
  const sentences = sentencesOf(tokens, owners);
  return counted
    .filter(
      ({ language }) =>
        language === first.language ||
        owners.some((owned) => owned[language.place] === true && owned[main] !== true) ||
        sentences.some((sentence) => {
          const known = count(sentence, language);
          return known > 0 && known >= count(sentence, first.language);
        }),
    )
    .map(({ language, known }) => ({ ...language, equal: known === first.known }));
}

const count = (owners: readonly Owners[], { place }: Language): number =>
  owners.reduce((sum, owned) => sum + Number(owned[place]), 0);

/** What belongs to the tokens, sentence by sentence. */
function sentencesOf<T>(tokens: readonly Token[], ofTokens: readonly T[]): T[][] {
  const sentences: T[][] = [];
  tokens.forEach(({ before }, at) => {
    if (before === '.' || sentences.length === 0) sentences.push([]);
    const one = ofTokens[at];
    if (one !== undefined) sentences.at(-1)?.push(one);
  });
  return sentences;
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

/** Where the words of those sentences start that are written in `main` rather than in `other`. */
function placesOf(
  main: Language,
  other: Language,
  tokens: readonly Token[],
  owners: readonly Owners[],
): ReadonlySet<number> {
  const owned = sentencesOf(tokens, owners);
  const written = sentencesOf(tokens, tokens);
  return new Set(
    written
      .filter((_, at) => count(owned[at] ?? [], main) > count(owned[at] ?? [], other))
      .flatMap((sentence) => sentence.map(({ start }) => start)),
  );
}

/**
 * The findings of a language in a message that is written in another: in sentences of the message's own language
 * (`places`) words that both share are read as that one says, so that "a convulsion years ago" is past for both.
 */
function inTheContextOf(
  main: Reading,
  { tokens, findings }: Reading,
  places: ReadonlySet<number>,
): Finding[] {
  const statusAt = new Map(main.tokens.map(({ start }, at) => [start, main.statuses[at] ?? 'present']));
  return findings.map((finding) => {
    const start = tokens[finding.start]?.start ?? -1;
    if (!places.has(start)) return finding;
    return { ...finding, status: weakest([finding.status, statusAt.get(start) ?? 'present']) };
  });
}
