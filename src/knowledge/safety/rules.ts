import { z } from 'zod';
import type { Token } from '../text';
import { weakest, type Assertion } from './assertion';
import { NUMBER_CONCEPTS, type Stage } from './numbers';
import type { Span } from './patterns';

export const LEVELS = ['few-days', 'same-day', 'emergency'] as const;
/** How urgent a red flag is, from least to most. */
export type Level = (typeof LEVELS)[number];

export const levelRank = (level: Level | undefined): number =>
  level === undefined ? -1 : LEVELS.indexOf(level);

/** Words that may stand between the findings, or the sentence, or the whole message. */
const within = z.union([z.number().int().min(0), z.enum(['sentence', 'message'])]);
type Within = z.infer<typeof within>;

/** One rule: the flag fires when every part is found, close enough together, and asserted. */
const ruleSchema = z.strictObject({
  flag: z.string(),
  /** Findings that must all be there; "a|b" takes either. */
  all: z.array(z.string()).min(1),
  /** Default 5. */
  within: within.optional(),
  /** Findings that keep the rule from firing when they stand in the same sentence. */
  unless: z.array(z.string()).optional(),
  /** The finding may be over ("headache, gone now") and is then no alarm. Otherwise what was recent counts. */
  resolves: z.literal(true).optional(),
  /** Fires only at these weeks; an unknown gestation counts as `unknown` says. */
  weeks: z
    .strictObject({ from: z.number().optional(), to: z.number().optional(), unknown: z.boolean() })
    .optional(),
  /** Fires only before or only after the birth, where that is known. */
  birth: z.enum(['before', 'after']).optional(),
  /** Counts also when it is not said of her now: he hit her last month, the toddler has chickenpox. */
  also: z.array(z.enum(['household', 'past', 'informational', 'conditional'])).optional(),
  /** Another level than the flag's own. */
  level: z.enum(LEVELS).optional(),
});

/** Findings that together are a finding of their own: "chest" and "pain" near each other are chest pain. */
const compositeSchema = z.strictObject({ name: z.string(), all: z.array(z.string()).min(2), within });

export const rulesSchema = z.strictObject({
  /** Findings that are conditions for life: "had", "years ago" do not end them. */
  timeless: z.array(z.string()),
  /** Findings kept in the conversation and combined with later ones. */
  remembered: z.array(z.string()),
  /** In the order in which they build on each other. */
  composites: z.array(compositeSchema),
  rules: z.array(ruleSchema),
});

export type Rules = z.infer<typeof rulesSchema>;
export type Rule = Rules['rules'][number];

/** A finding in a message, and whether it is said of her now. */
export interface Finding extends Span {
  status: Assertion;
}

/** A rule that fired, with the places in the message that made it fire. */
export interface Firing {
  rule: Rule;
  spans: Span[];
}

export interface Evidence {
  tokens: readonly Token[];
  findings: readonly Finding[];
  stage: Stage;
  /** Findings of earlier messages of this conversation. */
  remembered: ReadonlySet<string>;
}

export interface Judgement {
  firings: Firing[];
  /** Findings of this message to remember. */
  memorable: string[];
}

const DEFAULT_WITHIN = 5;

/** Every name that the rules use must be a concept of each language or a finding that numbers give. */
export function unknownConcepts(rules: Rules, concepts: ReadonlySet<string>): string[] {
  const named = [...rules.composites, ...rules.rules]
    .flatMap((rule) => [...rule.all, ...('unless' in rule ? (rule.unless ?? []) : [])])
    .flatMap(names);
  const given = new Set<string>([...NUMBER_CONCEPTS, ...rules.composites.map(({ name }) => name)]);
  return [...new Set([...named, ...rules.timeless, ...rules.remembered])].filter(
    (name) => !concepts.has(name) && !given.has(name),
  );
}

/** Compiles the rules: evidence of one message in, every rule that fires out. */
export function createRules(rules: Rules, levelOf: (rule: Rule) => Level): (evidence: Evidence) => Judgement {
  const timeless = new Set(rules.timeless);
  const composites = rules.composites.map((composite) => ({ ...composite, parts: composite.all.map(names) }));
  const compiled = rules.rules.map((rule) => ({
    rule,
    emergency: levelOf(rule) === 'emergency',
    parts: rule.all.map(names),
    unless: new Set(rule.unless ?? []),
    also: new Set<Assertion>(rule.also ?? []),
  }));
  const rulesOf = new Map<string, (typeof compiled)[number][]>();
  for (const one of compiled) {
    for (const name of new Set(one.parts.flat())) rulesOf.set(name, [...(rulesOf.get(name) ?? []), one]);
  }

  const positions = new Map(rules.rules.map((rule, index) => [rule, index]));
  const position = ({ rule }: Firing): number => positions.get(rule) ?? 0;

  return ({ tokens, findings, stage, remembered }) => {
    const sentences = sentenceNumbers(tokens);
    const found = groupByConcept(findings);
    const known = (part: readonly string[]): boolean => part.some((name) => found.has(name));
    for (const { name, parts, within } of composites) {
      if (!parts.every(known)) continue;
      const made = compose(
        name,
        parts.map((part) => part.flatMap((other) => found.get(other) ?? [])),
        within,
        sentences,
      );
      if (made.length > 0) found.set(name, made);
    }
    const candidates = new Set([...found.keys()].flatMap((name) => rulesOf.get(name) ?? []));

    const firings: Firing[] = [];
    for (const { rule, emergency, parts, unless, also } of candidates) {
      const recalls = typeof rule.within === 'string';
      if (!parts.every((part) => known(part) || (recalls && part.some((name) => remembered.has(name)))))
        continue;
      if (!stageFits(rule, stage)) continue;
      const counts = ({ concept, status }: Finding): boolean =>
        status === 'present' ||
        (status === 'resolved' && rule.resolves !== true) ||
        ((status === 'past' || status === 'remote') && timeless.has(concept)) ||
        (status === 'household' && emergency) ||
        also.has(status);
      const options = parts.map((part) => part.flatMap((name) => (found.get(name) ?? []).filter(counts)));
      const spans = choose(options, parts, rule.within ?? DEFAULT_WITHIN, remembered, sentences);
      const barred = spans?.some((span) =>
        findings.some((f) => unless.has(f.concept) && sentences[f.start] === sentences[span.start]),
      );
      if (spans && !barred) firings.push({ rule, spans });
    }
    const memorable = rules.remembered.filter((name) =>
      found
        .get(name)
        ?.some(
          ({ status }) =>
            status === 'present' || ((status === 'past' || status === 'remote') && timeless.has(name)),
        ),
    );
    return { firings: firings.sort((a, b) => position(a) - position(b)), memorable };
  };
}

function names(part: string): string[] {
  return part.split('|');
}

function groupByConcept(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = groups.get(finding.concept);
    if (list) list.push(finding);
    else groups.set(finding.concept, [finding]);
  }
  return groups;
}

/** The findings that the parts make together; as little asserted as the least of its parts. */
function compose(
  concept: string,
  options: readonly Finding[][],
  within: Within,
  sentences: readonly number[],
): Finding[] {
  const [first, ...rest] = options;
  return (first ?? []).flatMap((start) => {
    const chosen = [start];
    for (const list of rest) {
      const next = list
        .filter((other) => chosen.every((one) => close(one, other, within, sentences)))
        .sort((a, b) => distance(a, start) - distance(b, start))[0];
      if (next === undefined) return [];
      chosen.push(next);
    }
    return {
      concept,
      start: Math.min(...chosen.map((one) => one.start)),
      end: Math.max(...chosen.map((one) => one.end)),
      status: weakest(chosen.map((one) => one.status)),
    };
  });
}

function stageFits(rule: Rule, stage: Stage): boolean {
  const born = stage.daysSinceBirth !== undefined;
  if (rule.birth === 'after' && !born) return false;
  if (rule.birth === 'before' && born) return false;
  if (rule.weeks === undefined || born) return rule.weeks === undefined || rule.weeks.unknown;
  if (stage.weeks === undefined) return rule.weeks.unknown;
  return stage.weeks >= (rule.weeks.from ?? 0) && stage.weeks <= (rule.weeks.to ?? 99);
}

/** One span for each part, near enough to each other; a remembered finding may stand in for all but one. */
function choose(
  options: readonly Span[][],
  parts: readonly string[][],
  within: Within,
  remembered: ReadonlySet<string>,
  sentences: readonly number[],
): Span[] | undefined {
  const present = options.flatMap((list) => list.slice(0, 1));
  if (present.length === 0) return undefined;
  if (present.length < options.length || within === 'message') {
    const recalls = typeof within === 'string';
    const filled = options.every(
      (list, index) =>
        list.length > 0 || (recalls && parts[index]?.some((name) => remembered.has(name)) === true),
    );
    return filled ? present : undefined;
  }
  const [first, ...rest] = options;
  for (const start of first ?? []) {
    const chosen = [start];
    for (const list of rest) {
      const next = list.find((span) => chosen.every((other) => close(span, other, within, sentences)));
      if (next) chosen.push(next);
    }
    if (chosen.length === options.length) return chosen;
  }
  return undefined;
}

const distance = (a: Span, b: Span): number => Math.max(a.start, b.start) - Math.min(a.end, b.end);

function close(a: Span, b: Span, within: Within, sentences: readonly number[]): boolean {
  if (within === 'message') return true;
  if (sentences[a.start] !== sentences[b.start]) return false;
  return within === 'sentence' || distance(a, b) <= within;
}

function sentenceNumbers(tokens: readonly Token[]): number[] {
  let sentence = 0;
  return tokens.map((token, at) => (at > 0 && token.before === '.' ? (sentence += 1) : sentence));
}
