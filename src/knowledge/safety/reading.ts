import type { Lexicon } from '../lexicon';
import { remember } from '../remember';
import type { Token } from '../text';
import { assertFindings, type Assertion } from './assertion';
import { CONTEXT_PREFIX, TOLD_STAGE } from './cueReach';
import type { Stage } from './numberMeanings';
import { createNumberReader } from './numbers';
import { isOnsetSpan, onsetConcepts, readOnset, type Onset } from './onset';
import { compilePatterns, type Span } from './patterns';
import type { Finding } from './rules';
import { createSpeller } from './spelling';
import { createStoryFinder } from './story';

/** What one language reads in a message. */
export interface Reading {
  /** The words as the lexicon spells them; their places are those of the message. */
  tokens: readonly Token[];
  /** Findings of words and of numbers, with their assertion. */
  findings: readonly Finding[];
  /** The assertion that reaches over each token. */
  statuses: readonly Assertion[];
  stage: Stage;
  /** Red flags whose condition is named, and not as denied, over or somebody else's. */
  named: readonly string[];
  /** Since when it is so, if she told. */
  since: Onset | undefined;
}

/** Reads the tokens of a text. */
export type Reader = (text: string, tokens: readonly Token[]) => Reading;

const MASK = 'mask';
const NOT_HERS: ReadonlySet<Assertion> = new Set(['others', 'household', 'remote', 'past']);
const NAME_PREFIX = 'name:';
const ASKED_ABOUT: ReadonlySet<Assertion> = new Set(['present', 'informational']);
/** A word that no pattern matches. */
const MASKED = '\u0000';
/** Words after which a sentence ends at the latest, so that no message costs the square of its length. */
const LONGEST_SENTENCE = 200;

/**
 * Compiles the reader of one language. `names` are the names of conditions by red flag, `isKnown` are words that its spelling check must leave alone, `sample` a
 * text of the language, word for word.
 */
export function createReader(
  lexicon: Lexicon,
  isKnown: (word: string) => boolean,
  sample: readonly string[] = [],
  names: Readonly<Record<string, readonly string[]>> = {},
): Reader {
  const { elsewhen, endedWell, goesOn, ...rest } = lexicon.context;
  const context = Object.fromEntries(
    Object.entries(rest).map(([name, patterns]) => [CONTEXT_PREFIX + name, patterns]),
  );
  const spelling = createSpelling(lexicon, createSpeller(lexicon, isKnown));
  const findMasks = compilePatterns({ [MASK]: lexicon.masks }, sample);
  const named = Object.fromEntries(
    Object.entries(names).map(([flag, patterns]) => [NAME_PREFIX + flag, patterns]),
  );
  const onset = onsetConcepts(lexicon.onset);
  const find = compilePatterns({ ...lexicon.concepts, ...context, ...named, ...onset }, sample);
  const findStory = createStoryFinder(
    { elsewhen, endedWell, goesOn, storyParts: lexicon.storyParts },
    Object.keys(lexicon.concepts),
    sample,
  );
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
    const cues = numbers.told.map(({ at }): Span => ({
      concept: CONTEXT_PREFIX + TOLD_STAGE,
      start: at,
      end: at + 1,
    }));
    const found = [...numbers.spans];
    const ofNames: Span[] = [];
    const onsets: Span[] = [];
    for (const span of find(tokens)) {
      if (span.concept.startsWith(CONTEXT_PREFIX)) cues.push(span);
      else if (span.concept.startsWith(NAME_PREFIX)) ofNames.push(span);
      else if (isOnsetSpan(span)) onsets.push(span);
      else found.push(span);
    }
    cues.push(...findStory(tokens, found));
    const { ofFindings, ofTokens } = assertFindings(tokens, found, cues);
    const findings = found.map((span, at): Finding => ({ ...span, status: ofFindings[at] ?? 'present' }));
    // "My friend is 10 weeks", "at 20 weeks with my first" say nothing of her own stage now.
    const hers = numbers.told.filter(({ at }) => !NOT_HERS.has(ofTokens[at] ?? 'present'));
    const stage = hers.reduce<Stage>((all, { stage }) => Object.assign(all, stage), {});
    const named = ofNames
      .filter(({ start }) => ASKED_ABOUT.has(ofTokens[start] ?? 'present'))
      .map(({ concept }) => concept.slice(NAME_PREFIX.length));
    const born = new Set(
      numbers.told.flatMap(({ at, stage }) => (stage.daysSinceBirth === undefined ? [] : [at])),
    );
    const since = readOnset(tokens, onsets, born);
    return { tokens, findings, statuses: ofTokens, stage, named, since };
  };
}

/** How a word is written out, and whether it can be the first of two that are read together or apart. */
interface Written {
  word: string;
  as: readonly string[];
  joins: boolean;
}

interface Spelling {
  of: (norm: string) => Written;
  /** Two words that are read as others: "can not". */
  joined: (first: string, second: string) => readonly string[] | undefined;
  /** Whether a statement ends between two words: "but no". */
  breaksBetween: (first: string, second: string) => boolean;
}

const PICTURE = /^\p{Extended_Pictographic}/u;

function createSpelling({ spellings, context }: Lexicon, spell: (word: string) => string): Spelling {
  const written = new Map(Object.entries(spellings).map(([from, to]) => [from, to.split(' ')]));
  const firstOfTwo = (two: readonly string[]): Set<string> =>
    new Set(two.flatMap((pair) => (pair.includes(' ') ? (pair.split(' ')[0] ?? []) : [])));
  const joining = firstOfTwo(Object.keys(spellings));
  const breaks = new Set(context.breaks);
  const breaking = firstOfTwo(context.breaks);
  return {
    of: remember((norm) => {
      const word = written.has(norm) ? norm : spell(norm);
      // A picture that the lexicon does not read is decoration, and must not stand between words.
      const plain = PICTURE.test(word) ? [] : [word];
      return { word, as: written.get(word) ?? plain, joins: joining.has(word) };
    }),
    joined: (first, second) => written.get(`${first} ${second}`),
    breaksBetween: (first, second) => breaking.has(first) && breaks.has(`${first} ${second}`),
  };
}

/** Reads each word, or two words in a row that a spelling joins ("can not"), as the lexicon spells it. */
function writeOut(original: readonly Token[], spelling: Spelling): Token[] {
  const tokens: Token[] = [];
  let pause: Token['before'] = '';
  for (let at = 0; at < original.length; at += 1) {
    const token = original[at];
    const next = original[at + 1];
    if (token === undefined) break;
    const { word, as, joins } = spelling.of(token.norm);
    const joined =
      joins && next?.before === '' ? spelling.joined(word, spelling.of(next.norm).word) : undefined;
    const end = joined && next ? next.end : token.end;
    // What stood before a picture that is left out stands before the next word
    let before: Token['before'] = pause === '' ? token.before : pause;
    pause = (joined ?? as).length === 0 ? before : '';
    for (const norm of joined ?? as) {
      tokens.push({ norm, start: token.start, end, before });
      before = '';
    }
    if (joined) at += 1;
  }
  let sentence = 0;
  tokens.forEach((token, at) => {
    sentence = token.before === '.' ? 0 : sentence + 1;
    if (sentence > LONGEST_SENTENCE) {
      token.before = '.';
      sentence = 0;
    } else if (token.before === '' && spelling.breaksBetween(token.norm, tokens[at + 1]?.norm ?? '')) {
      token.before = ',';
    }
  });
  return tokens;
}
