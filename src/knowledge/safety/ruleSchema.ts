import { z } from 'zod';
import { LEVELS } from './levels';
import { NUMBER_CONCEPTS } from './numberMeanings';

/** Words that may stand between the findings, or the sentence, or the whole message. */
const within = z.union([z.number().int().min(0), z.enum(['sentence', 'message'])]);
export type Within = z.infer<typeof within>;

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
  /** Where no rule fires, but what is written is worth a question: it is asked what the red flag has to ask. */
  checks: z.array(ruleSchema),
});

export type Rules = z.infer<typeof rulesSchema>;
export type Rule = Rules['rules'][number];

/** Every name that the rules use must be a concept of each language or a finding that numbers give. */
export function unknownConcepts(rules: Rules, concepts: ReadonlySet<string>): string[] {
  const named = [...rules.composites, ...rules.rules, ...rules.checks]
    .flatMap((rule) => [...rule.all, ...('unless' in rule ? (rule.unless ?? []) : [])])
    .flatMap(names);
  const given = new Set<string>([...NUMBER_CONCEPTS, ...rules.composites.map(({ name }) => name)]);
  return [...new Set([...named, ...rules.timeless, ...rules.remembered])].filter(
    (name) => !concepts.has(name) && !given.has(name),
  );
}

/** The findings that a part of a rule takes: "a|b" takes either. */
export function names(part: string): string[] {
  return part.split('|');
}
