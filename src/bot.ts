import type { TurnContext } from 'botbuilder';
import type { Answering } from '../dialogs/answering';
import { heldAlarm, raiseAlarm } from './alarmHold';
import type { Decision, GivenAlarm, Outcome } from './decision';
import { noteDenied, noteRaised } from './handover';
import type { WrittenIn } from './knowledge/language';
import { levelRank } from './knowledge/safety/levels';
import type { SafetyCheck, SafetyResult } from './knowledge/safety/safetyCheck';
import { createRecentWords } from './recentWords';
import type { Memory, OpenSession, Session } from './session';
import { readUtterance, type Utterance } from './utterance';

/** Runs one turn and tells what was decided; undefined where nothing was said. */
export type Bot = (context: TurnContext) => Promise<Outcome | undefined>;

export interface BotParts {
  openSession: OpenSession;
  checkSafety: SafetyCheck;
  writtenIn: (utterance: string) => WrittenIn;
  answering: Answering;
  say: (outcome: Outcome, context: TurnContext) => Promise<void>;
  /** Deletes what the channel keeps of a conversation. */
  forgetChannel: (context: TurnContext) => void;
  /** The codes of the languages, the default first. */
  languages: readonly string[];
  now: () => number;
}

const REMEMBERED_DELIVERIES = 20;
const LAST_CHARACTERS = 5000;

/** The map of the product: safety, then an urgent warning that still holds, then the answer. */
export function createBot(parts: BotParts): Bot {
  const { openSession, say, now } = parts;
  const recent = createRecentWords(now);

  return async (context) => {
    const { activity } = context;
    const leaves = activity.type === 'endOfConversation';
    if (activity.type !== 'message' && !leaves && !isArrival(context)) return undefined;
    const session = await openSession(context);
    if (leaves) {
      recent.forget(context);
      parts.forgetChannel(context);
      await session.forget();
      return undefined;
    }
    if (isRepeated(session.memory, activity.id)) return undefined;
    const outcome = activity.type === 'message' ? await hear(context, session) : greet(context, session);
    if (outcome) await say(outcome, context);
    if (isForgotten(outcome)) recent.forget(context);
    await session.save();
    return outcome;
  };

  function greet(context: TurnContext, { memory }: Session): Outcome | undefined {
    if (memory.greeted) return undefined;
    memory.greeted = true;
    const language = (memory.last = channelLanguage(context, parts.languages));
    return { language, decision: { kind: 'welcome' }, advice: undefined, held: undefined, check: undefined };
  }

  async function hear(
    context: TurnContext,
    session: Session,
    utterance = readUtterance(context.activity),
  ): Promise<Outcome> {
    const { memory } = session;
    const text = utterance.kind === 'text' ? utterance.text : '';
    const before = recent.of(context);
    const { alarm, check, denied, context: safety } = checkAll(utterance, memory, before);
    // What raised an alarm has been heard; it would raise it again with whatever comes next.
    recent.say(context, alarm ? '' : `${before} ${text}`.trim());
    noteDenied(memory, denied);
    if (alarm) noteRaised(memory, alarm);
    memory.safety = safety;
    const written = parts.writtenIn(text);
    const language = (memory.last = chooseLanguage(context, memory, alarm?.language, written));
    const outcome = (decision: Decision, more: Partial<Outcome> = {}): Outcome => ({
      ...{ language, decision, advice: undefined, held: undefined, check: undefined },
      ...more,
    });
    const turn = { context, session, text, language, written };

    if (alarm && alarm.level !== 'few-days') {
      await parts.answering.dropOffers(turn);
      return outcome({
        kind: 'red-flag',
        form: 'full',
        alarm: raiseAlarm(memory, alarm, now()),
        confidence: 1,
      });
    }
    const held = heldAlarm(memory, now());
    if (held) {
      // Of a message that was not read to its end nobody knows what it takes back.
      const settled = isTooLong(utterance) ? undefined : await parts.answering.settle(turn, held);
      if (settled) return outcome(settled, { language: memory.last });
      if (held.level === 'emergency') {
        return outcome({ kind: 'red-flag', form: 'reminder', alarm: held, confidence: 1 });
      }
    }
    const decision = inputProblem(utterance) ?? (await parts.answering.answer(turn));
    if (decision.kind === 'meant')
      return hear(context, session, { ...decision, kind: 'text', tooLong: false });
    if (check !== undefined && (await parts.answering.ask(turn, check, decision))) {
      return outcome(decision, { language: memory.last, held, check });
    }
    const advice: GivenAlarm | undefined = alarm && {
      flag: alarm.flag,
      level: alarm.level,
      matched: alarm.matched,
      stage: safety.stage,
      since: alarm.since,
    };
    if (advice && decision.kind !== 'answer') {
      return outcome({ kind: 'red-flag', form: 'full', alarm: advice, confidence: 1 }, { held });
    }
    return outcome(decision, { language: memory.last, advice, held });
  }

  /** The part that is read, then the last words of a message too long to be read: what is worst often stands there. */
  function checkAll(utterance: Utterance, { safety }: Memory, before: string): SafetyResult {
    if (utterance.kind === 'nothing') return parts.checkSafety('', safety);
    const start = parts.checkSafety(utterance.text, safety);
    const goesOn = before !== '' && /\p{L}/u.test(utterance.text); // a number alone picks from a list
    if (!utterance.tooLong) return goesOn ? inOneBreath(before, utterance.text, start, safety) : start;
    const end = parts.checkSafety(utterance.text.slice(-LAST_CHARACTERS), start.context);
    return levelRank(end.alarm?.level) > levelRank(start.alarm?.level) ? end : { ...end, alarm: start.alarm };
  }

  /** What a message alone says, or more with the words sent just before: those can only raise. */
  function inOneBreath(
    before: string,
    text: string,
    alone: SafetyResult,
    safety: Memory['safety'],
  ): SafetyResult {
    const { alarm } = parts.checkSafety(`${before} ${text}`, safety);
    return levelRank(alarm?.level) > levelRank(alone.alarm?.level)
      ? { ...alone, alarm, check: undefined }
      : alone;
  }

  function chooseLanguage(
    context: TurnContext,
    memory: Memory,
    ofAlarm: string | undefined,
    written: WrittenIn,
  ): string {
    const { chosen, last } = memory;
    if (ofAlarm !== undefined) return ofAlarm;
    if (chosen !== undefined) return chosen;
    if (written.kind === 'known') return written.language;
    if (written.kind === 'unclear' && last !== undefined) return last;
    return channelLanguage(context, parts.languages);
  }
}

function inputProblem(utterance: Utterance): Decision | undefined {
  if (utterance.kind === 'nothing') {
    return { kind: 'input', problem: utterance.attachment ? 'attachment' : 'nothing' };
  }
  return isTooLong(utterance) ? { kind: 'input', problem: 'too-long' } : undefined;
}

/** She asked to have everything deleted. */
function isForgotten(outcome: Outcome | undefined): boolean {
  return outcome?.decision.kind === 'command' && outcome.decision.command.name === 'forgotten';
}

function isTooLong(utterance: Utterance): boolean {
  return utterance.kind === 'text' && utterance.tooLong;
}

// Teams tells an installation twice; the other channels only that members were added.
function isArrival({ activity }: TurnContext): boolean {
  if (activity.channelId === 'msteams') {
    return activity.type === 'installationUpdate' && !/remove/.test(activity.action ?? '');
  }
  const added = activity.type === 'conversationUpdate' ? (activity.membersAdded ?? []) : [];
  return added.some(({ id }) => id !== activity.recipient.id);
}

function isRepeated(memory: Memory, id: string | undefined): boolean {
  if (id === undefined || id === '') return false;
  const seen = memory.seen ?? [];
  if (seen.includes(id)) return true;
  memory.seen = [...seen, id].slice(-REMEMBERED_DELIVERIES);
  return false;
}

function channelLanguage({ activity }: TurnContext, languages: readonly string[]): string {
  const code = (activity.locale ?? '').toLowerCase().split('-')[0];
  return languages.find((language) => language === code) ?? languages[0] ?? 'en';
}
