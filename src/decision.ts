import type { Stage } from './knowledge/safety/numberMeanings';
import type { Onset } from './knowledge/safety/onset';
import type { Level } from './knowledge/safety/levels';

/** A red flag as it is given to the user: its level may be above the flag's own, never below. */
export interface GivenAlarm {
  flag: string;
  level: Level;
  /** The words of the message that made it fire; never stored, logged or shown. */
  matched: string;
  /** How far along she is, to be said on the phone. */
  stage: Stage;
  /** Since when it is so, if she told. */
  since: Onset | undefined;
}

/** What the conversation knows that a midwife would ask for, by ids. */
export interface HandoverNote {
  raised: readonly RaisedFlag[];
  denied: readonly string[];
  stage: Stage;
}

/** A red flag that was raised in the conversation. */
export interface RaisedFlag {
  flag: string;
  since?: Onset;
}

/** What the bot decided to say in a turn. Ids only: the words are the business of `replies/`. */
export type Decision =
  | { kind: 'welcome' }
  | { kind: 'red-flag'; form: 'full' | 'reminder'; alarm: GivenAlarm; confidence: number }
  | { kind: 'answer'; topic: string; part: 'short' | 'more'; confidence: number }
  | { kind: 'clarify'; candidates: readonly string[]; confidence: number }
  | { kind: 'fallback'; reason: 'unknown' | 'after-choice' | 'foreign'; confidence: number }
  | { kind: 'smalltalk'; about: 'hello' | 'thanks' | 'bye'; confidence: number }
  | { kind: 'command'; command: BotCommand; confidence: number }
  | { kind: 'input'; problem: 'nothing' | 'attachment' | 'too-long' };

/** What was asked of the bot itself. */
export type BotCommand =
  | { name: 'help' | 'start-over' | 'themes' | 'choose-language' | 'language-set' | 'no-more' }
  | { name: 'theme'; group: string }
  /** What to hand over to a midwife. */
  | { name: 'note'; note: HandoverNote }
  /** Of what she was asked about she has nothing; the topics are what she may have meant. */
  | { name: 'none-of-them'; flag: string; topics: readonly string[] }
  | { name: 'forgotten'; alarm: GivenAlarm | undefined }
  | { name: 'resumed'; said: 'reached-help' | 'not-about-me' }
  /** Nobody answered: whom to try next, after so many. */
  | { name: 'try-next'; alarm: GivenAlarm; tried: number };

/** One turn's decision, the language to say it in, and what must be said with it. */
export interface Outcome {
  language: string;
  decision: Decision;
  /** A flag that can wait a few days, said before the answer. */
  advice: GivenAlarm | undefined;
  /** An earlier same-day flag of this conversation, repeated in short. */
  held: GivenAlarm | undefined;
  /** A red flag that was only named or hinted at: she is asked what she has. */
  check: string | undefined;
}
