import type { Lexicon } from '../lexicon';
import { clean, tokenize, type Token } from '../text';
import { assertFindings, CONTEXT_PREFIX } from './assertion';
import { createNumberReader, type Stage } from './numbers';
import { compilePatterns, type ConceptFinder, type Span } from './patterns';
import { createRules, levelRank, type Finding, type Firing, type Level, type Rules } from './rules';
import { createSpeller, vocabulary } from './spelling';

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
const MASK = 'mask';
/** A word that no pattern matches. */
const MASKED = '\u0000';
const AFTER_BIRTH = 'after-birth';
/** Words after which a sentence ends at the latest, so that no message costs the square of its length. */
const LONGEST_SENTENCE = 200;

/** Compiles the safety check of all languages of a library. Every language reads every message. */
export function createSafetyCheck(library: SafetyLibrary): SafetyCheck {
  const known = knownWords(library);
  const readers = [...library.languages].map(([language, content]) => {
    const { lexicon } = content;
    const context = Object.fromEntries(
      Object.entries(lexicon.context).map(([name, patterns]) => [CONTEXT_PREFIX + name, patterns]),
    );
    return {
      language,
      spellings: new Map(Object.entries(lexicon.spellings).map(([from, to]) => [from, to.split(' ')])),
      breaks: new Set(lexicon.context.breaks),
      spell: createSpeller(lexicon, known),
      masks: compilePatterns({ [MASK]: lexicon.masks }),
      find: compilePatterns({ ...lexicon.concepts, ...context }),
      numbers: createNumberReader(lexicon.units),
    };
  });
  const levelOf = (rule: Firing['rule']): Level => rule.level ?? library.flag(rule.flag).level;
  const evaluate = createRules(library.rules, levelOf);

  return (text, context = NOTHING) => {
    const source = clean(text);
    const original = tokenize(source);
    const remembered = new Set(context.findings);
    let alarm: Alarm | undefined;
    const findings = new Set(context.findings);
    const stage: Stage = { ...context.stage };
    for (const reader of readers) {
      const tokens = read(original, reader);
      const numbers = reader.numbers(source, tokens);
      const found = findIn(tokens, reader.find, numbers.spans);
      const born = found.some(({ concept, status }) => concept === AFTER_BIRTH && status === 'present');
      if (numbers.stage.weeks !== undefined && !born) delete stage.daysSinceBirth;
      Object.assign(stage, numbers.stage);
      // Words about the birth count for this message only: "will it go after birth?" must not hush a later alarm.
      const now: Stage = born ? { daysSinceBirth: 0, ...stage } : stage;
      const { firings, memorable } = evaluate({ tokens, findings: found, stage: now, remembered });
      const first = mostUrgent(firings, levelOf);
      if (first && levelRank(levelOf(first.rule)) > levelRank(alarm?.level)) {
        alarm = {
          flag: first.rule.flag,
          level: levelOf(first.rule),
          language: reader.language,
          matched: quote(source, tokens, first.spans),
          why: `${first.rule.flag}: ${first.rule.all.join(' + ')}`,
        };
      }
      memorable.forEach((name) => findings.add(name));
    }
    return { alarm, context: { findings: [...findings], stage } };
  };
}

/** The findings of a message, of words and of numbers, with their assertion. */
function findIn(tokens: readonly Token[], find: ConceptFinder, numbers: readonly Span[]): Finding[] {
  const cues: Span[] = [];
  const found = [...numbers];
  for (const span of find(tokens)) (span.concept.startsWith(CONTEXT_PREFIX) ? cues : found).push(span);
  const assertions = assertFindings(tokens, found, cues);
  return found.map(({ concept, start, end }, index) => ({
    concept,
    start,
    end,
    status: assertions[index] ?? 'present',
  }));
}

interface Reader {
  spellings: ReadonlyMap<string, readonly string[]>;
  breaks: ReadonlySet<string>;
  spell: (word: string) => string;
  masks: (tokens: readonly Token[]) => Span[];
}

/** Masks idioms, writes out short spellings and mends misspelt words of danger. */
function read(original: readonly Token[], reader: Reader): Token[] {
  const tokens = writeOut(original, reader);
  for (const { start, end } of reader.masks(tokens)) {
    for (let at = start; at < end; at += 1) {
      const token = tokens[at];
      if (token) token.norm = MASKED;
    }
  }
  return tokens;
}

/** Reads each word, or two words in a row that a spelling joins ("can not"), as the lexicon spells it. */
function writeOut(original: readonly Token[], { spellings, breaks, spell }: Reader): Token[] {
  const tokens: Token[] = [];
  const words = original.map(({ norm }) => (spellings.has(norm) ? norm : spell(norm)));
  for (let at = 0; at < original.length; at += 1) {
    const token = original[at];
    const next = original[at + 1];
    const word = words[at];
    if (token === undefined || word === undefined) break;
    const joined = next?.before === '' ? spellings.get(`${word} ${words[at + 1]}`) : undefined;
    const written = joined ?? spellings.get(word) ?? [word];
    const end = joined && next ? next.end : token.end;
    written.forEach((norm, index) =>
      tokens.push({ ...token, norm, end, before: index === 0 ? token.before : '' }),
    );
    if (joined) at += 1;
  }
  let sentence = 0;
  tokens.forEach((token, at) => {
    sentence = token.before === '.' ? 0 : sentence + 1;
    if (sentence > LONGEST_SENTENCE) {
      token.before = '.';
      sentence = 0;
    } else if (token.before === '' && breaks.has(`${token.norm} ${tokens[at + 1]?.norm}`)) token.before = ',';
  });
  return tokens;
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
