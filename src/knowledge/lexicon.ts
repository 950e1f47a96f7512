import { z } from 'zod';
import { ONSETS } from './safety/onset';

const patterns = z.array(z.string().min(1));

/**
 * lexicon.json: the words of one language. A pattern is words in a row: `word`, `stem*`, `this|that`, `maybe?`, `@concept`,
 * `#` (a number), `(one thing|another thing)`, `!not|these` (the next word is none of them), `^` and `$`
 * (the clause begins, ends here), and gaps: `~` (up to two words between), `~~` (up to five), `~~~` (up to nine),
 * `~,` (up to twelve, over commas too). Without the last, patterns never cross a comma, and none crosses the end
 * of a sentence.
 */
export const lexiconSchema = z.strictObject({
  /** Spellings to read as other words before anything else: "2day" → "today". */
  spellings: z.record(z.string(), z.string()),
  /** Ordinary words that a spelling check must leave alone because they look like a word of danger. */
  ordinary: z.array(z.string()),
  /** Endings that a stem may take, so that a misspelt form finds its word. */
  endings: z.array(z.string()),
  /** Words that give numbers their meaning. */
  units: z.strictObject({
    weeks: patterns,
    months: patterns,
    days: patterns,
    years: patterns,
    minutes: patterns,
    hours: patterns,
    trimester: patterns,
    /** Words for the first, second and third trimester. */
    trimesters: z.tuple([patterns, patterns, patterns]),
    pregnant: patterns,
    /** Before a number of weeks: it is how long, not how far ("for 3 weeks"). */
    duration: patterns,
    /** After a number of weeks: since the birth. */
    sinceBirth: patterns,
    /** Those of them that need a word for the birth nearby: "33 weeks since …" may tell of anything. */
    since: patterns,
    /** Before "2 weeks ago": it is the birth. */
    birth: patterns,
    /** Before "2 weeks old": it is the baby. */
    newborn: patterns,
    /** After a number of weeks: "ago", "old". */
    ago: patterns,
    old: patterns,
    /** Two words before a bare number that together say how far along she is: "estoy de 26". */
    iAm: patterns,
    of: patterns,
    /** After a number of weeks: not the pregnancy ("old", "ago"). */
    notGestation: patterns,
    temperature: patterns,
    fahrenheit: patterns,
    bloodPressure: patterns,
    /** The lower number of a blood pressure, alone. */
    diastolic: patterns,
    over: patterns,
    tablets: patterns,
    grams: patterns,
    every: patterns,
    apart: patterns,
  }),
  concepts: z.record(z.string(), patterns),
  /** Since when something is so: "since this morning", "for # hours". */
  onset: z.record(z.enum(ONSETS), patterns),
});

/** context.json: the words around a finding that say whether it is hers now. Patterns as in the lexicon. */
export const contextSchema = z.strictObject({
  /** Idioms and homonyms: read as one meaningless word ("killing me", "hay fever"). */
  masks: patterns,
  /** Lists of words that stories (`elsewhen`, `endedWell`, `goesOn`) share, named there like concepts: "@event". */
  storyParts: z.record(z.string(), patterns).default({}),
  context: z.strictObject({
    /** Words that look like a denial and are none ("not only", "cant say i dont"). */
    notDenial: patterns,
    denial: patterns,
    /** Said after the finding: "… has gone", "… was normal". */
    resolved: patterns,
    /** Over: "months ago", "last month". */
    past: patterns,
    /** Over for years: "as a child", "in 2015", "in my first pregnancy". */
    remote: patterns.default([]),
    /** The same, said of the sentence before: "that was in 2015", "years ago now". */
    remoteBefore: patterns.default([]),
    /**
     * A story that is over: told as of another time or person ("at 20 weeks", "my cousin"), said to have ended well
     * ("all clear", "gone since"), and with nothing in the whole message that goes on or is new ("still", "today").
     */
    elsewhen: patterns.default([]),
    endedWell: patterns.default([]),
    goesOn: patterns.default([]),
    /** Names of conditions: alone, without "i have" or "my", they are a question about them. */
    names: patterns.default([]),
    /** Not happening: "what if", "in case". */
    conditional: patterns,
    /** A question for knowledge: "signs of", "can … cause". */
    informational: patterns,
    /** Makes a question for knowledge her own: "i have", "my", "today". */
    own: patterns,
    /** Someone else, and no emergency now: "my nan had". */
    others: patterns,
    /** Someone of the household who may be ill now: "my husband has". */
    household: patterns,
    /** End the reach of a denial or a time: "but", "except", "now". */
    turns: patterns,
    /** Begin a new statement: "i", "my", "baby". */
    subjects: patterns,
    /** Carry a denial over a comma: "or". */
    joins: patterns,
    and: patterns,
    /** Two words, before which a pattern ends as at a comma: "but no". */
    breaks: patterns.default([]),
    /** Before a subject they keep the statement going: "in my". */
    links: patterns,
  }),
});

/** All that one language needs to read a message for red flags. */
export type Lexicon = z.infer<typeof lexiconSchema> & z.infer<typeof contextSchema>;
