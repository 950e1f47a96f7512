import { push } from '../listsByKey';
import type { Token } from '../text';
import type { Assertion } from './assertion';
import { choose, compose, sentenceNumbers } from './nearness';
import type { Stage } from './numberMeanings';
import type { Span } from './patterns';
import type { Level } from './levels';
import { names, type Rule, type Rules } from './ruleSchema';

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
  /** Red flags to ask about. */
  checks: string[];
  /** Red flags whose one finding is denied. */
  denied: string[];
  /** Findings of this message to remember. */
  memorable: string[];
}

const DEFAULT_WITHIN = 5;

/** Compiles the rules: evidence of one message in, every rule that fires out. */
export function createRules(rules: Rules, levelOf: (rule: Rule) => Level): (evidence: Evidence) => Judgement {
  const timeless = new Set(rules.timeless);
  const composites = rules.composites.map((composite) => ({ ...composite, parts: composite.all.map(names) }));
  const all = [...rules.rules, ...rules.checks];
  const compiled = all.map((rule) => ({
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

  // The first red flag that a finding raises by itself.
  const flagOf = new Map<string, string>();
  for (const { flag, all } of rules.rules) {
    const [only, ...others] = all.flatMap(names);
    if (only !== undefined && others.length === 0 && !flagOf.has(only)) flagOf.set(only, flag);
  }
  const positions = new Map(all.map((rule, index) => [rule, index]));
  const isCheck = new Set(rules.checks);
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

    const fired: Firing[] = [];
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
      if (spans && !barred) fired.push({ rule, spans });
    }
    const memorable = rules.remembered.filter((name) =>
      found
        .get(name)
        ?.some(
          ({ status }) =>
            status === 'present' || ((status === 'past' || status === 'remote') && timeless.has(name)),
        ),
    );
    fired.sort((a, b) => position(a) - position(b));
    return {
      firings: fired.filter(({ rule }) => !isCheck.has(rule)),
      denied: findings.flatMap(({ concept, status }) =>
        status === 'denied' ? (flagOf.get(concept) ?? []) : [],
      ),
      checks: fired.filter(({ rule }) => isCheck.has(rule)).map(({ rule }) => rule.flag),
      memorable,
    };
  };
}

function groupByConcept(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) push(groups, finding.concept, finding);
  return groups;
}

function stageFits(rule: Rule, stage: Stage): boolean {
  const born = stage.daysSinceBirth !== undefined;
  if (rule.birth === 'after' && !born) return false;
  if (rule.birth === 'before' && born) return false;
  if (rule.weeks === undefined || born) return rule.weeks === undefined || rule.weeks.unknown;
  if (stage.weeks === undefined) return rule.weeks.unknown;
  return stage.weeks >= (rule.weeks.from ?? 0) && stage.weeks <= (rule.weeks.to ?? 99);
}
