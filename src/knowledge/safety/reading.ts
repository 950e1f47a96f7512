import type { Lexicon } from '../lexicon';
import type { Token } from '../text';
import { assertFindings, CONTEXT_PREFIX, type Assertion } from './assertion';
import { createNumberReader, type Stage } from './numbers';
import { compilePatterns, type Span } from './patterns';
import type { Finding } from './rules';
import { createSpeller } from './spelling';

/** What one language reads in a message. */
export interface Reading {
  /** The words as the lexicon spells them; their places are those of the message. */
  tokens: readonly Token[];
  /** Findings of words and of numbers, with their assertion. */
  findings: readonly Finding[];
  /** The assertion that reaches over each token. */
  statuses: readonly Assertion[];
  stage: Stage;
  /** How many of the words belong to this language. */
  familiar: number;
}

/** Reads the tokens of a text. */
export type Reader = (text: string, tokens: readonly Token[]) => Reading;

const MASK = 'mask';
/** A word that no pattern matches. */
const MASKED = '\u0000';
/** Words after which a sentence ends at the latest, so that no message costs the square of its length. */
const LONGEST_SENTENCE = 200;

/**
 * Compiles the reader of one language. `known` are words that its spelling check must leave alone, `own` the
 * words of this language.
 */
export function createReader(lexicon: Lexicon, known: ReadonlySet<string>, own: ReadonlySet<string>): Reader {
  const context = Object.fromEntries(
    Object.entries(lexicon.context).map(([name, patterns]) => [CONTEXT_PREFIX + name, patterns]),
  );
  const spelling: Spelling = {
    spellings: new Map(Object.entries(lexicon.spellings).map(([from, to]) => [from, to.split(' ')])),
    breaks: new Set(lexicon.context.breaks),
    spell: createSpeller(lexicon, known),
  };
  const findMasks = compilePatterns({ [MASK]: lexicon.masks });
  const find = compilePatterns({ ...lexicon.concepts, ...context });
  const readNumbers = createNumberReader(lexicon.units);

  return (text, original) => {
    const tokens = writeOut(original, spelling);
    for (const { start, end } of findMasks(tokens)) {
      for (let at = start; at < end; at += 1) {
        const token = tokens[at];
        if (token) token.norm = MASKED;
      }
    }
    const numbers = readNumbers(text, tokens);
    const cues: Span[] = [];
    const found = [...numbers.spans];
    for (const span of find(tokens)) (span.concept.startsWith(CONTEXT_PREFIX) ? cues : found).push(span);
    const { ofFindings, ofTokens } = assertFindings(tokens, found, cues);
    const findings = found.map((span, at): Finding => ({ ...span, status: ofFindings[at] ?? 'present' }));
    const familiar = original.filter(({ norm }) => own.has(norm)).length;
    return { tokens, findings, statuses: ofTokens, stage: numbers.stage, familiar };
  };
}

interface Spelling {
  spellings: ReadonlyMap<string, readonly string[]>;
  breaks: ReadonlySet<string>;
  spell: (word: string) => string;
}

/** Reads each word, or two words in a row that a spelling joins ("can not"), as the lexicon spells it. */
function writeOut(original: readonly Token[], { spellings, breaks, spell }: Spelling): Token[] {
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
