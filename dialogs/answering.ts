import type { TurnContext } from 'botbuilder';
import type { Decision, GivenAlarm } from '../src/decision';
import { handoverNote, noteDenied, withdrawRaised } from '../src/handover';
import type { Library } from '../src/knowledge/content';
import type { WrittenIn } from '../src/knowledge/language';
import type { Match, Matcher } from '../src/knowledge/matcher/matcher';
import type { Session } from '../src/session';
import { createPickDialog, type PickDialog } from './pickDialog';

/** One turn, as far as it was read. */
export interface Turn {
  context: TurnContext;
  session: Session;
  text: string;
  language: string;
  written: WrittenIn;
}

/** Words that she picked by their number. */
export interface Meant {
  kind: 'meant';
  text: string;
}

/** From what she says to what is decided, once nothing urgent stands before it. */
export interface Answering {
  /** What settles an alarm that holds, or must be possible in spite of it; undefined for anything else. */
  settle(turn: Turn, held: GivenAlarm): Promise<Decision | undefined>;
  /** What to say, or what she meant: that is then to be heard as if she had written it. */
  answer(turn: Turn): Promise<Decision | Meant>;
  /**
   * Whether she is asked what she has of a red flag, after a decision: once, where what she wrote was no command or
   * greeting, and not where the answer that she gets tells of that flag itself.
   */
  ask(turn: Turn, flag: string, decision: Decision): Promise<boolean>;
  dropOffers(turn: Turn): Promise<void>;
}

export interface AnsweringParts {
  library: Library;
  match: Matcher;
  /** Whether an answer may be given in a language. */
  mayAnswer: (topic: string, language: string) => boolean;
  /** Deletes what the channel keeps of a conversation. */
  forgetChannel: (context: TurnContext) => void;
}

type Matched<K extends Match['kind']> = Extract<Match, { kind: K }>;

export function createAnswering({ library, match, mayAnswer, forgetChannel }: AnsweringParts): Answering {
  const pickOf = ({ session, language }: Turn): PickDialog => {
    const fillers = library.languages.get(language)?.utterances.pickFillers ?? [];
    return createPickDialog(session.dialogs, { code: language, fillers });
  };
  const titleOf = (topic: string, language: string): string =>
    library.languages.get(language)?.entry(topic)?.title ?? '';

  /** In the language it is written in; titles and commands also in the one the bot speaks. */
  function understand({ text, language, written }: Turn): Match {
    const own = written.kind === 'known' ? written.language : language;
    const first = match(text, own);
    return first.kind === 'none' && own !== language ? match(text, language) : first;
  }

  async function offer(turn: Turn, topics: readonly string[]): Promise<void> {
    const choices = topics.map((value) => ({ value, title: titleOf(value, turn.language) }));
    await pickOf(turn).offer(turn.context, choices);
  }

  function give(turn: Turn, topic: string, confidence: number): Decision {
    const { memory } = turn.session;
    if (!mayAnswer(topic, turn.language)) return { kind: 'fallback', reason: 'unknown', confidence };
    memory.topic = topic;
    delete memory.rejected;
    return { kind: 'answer', topic, part: 'short', confidence };
  }

  async function clarify(turn: Turn, { candidates, confidence }: Matched<'unsure'>): Promise<Decision> {
    const { memory } = turn.session;
    const rejected = memory.rejected ?? [];
    const open = candidates.filter((topic) => mayAnswer(topic, turn.language) && !rejected.includes(topic));
    if (turn.written.kind === 'foreign') return { kind: 'fallback', reason: 'foreign', confidence };
    if (open.length === 0) return { kind: 'fallback', reason: 'after-choice', confidence };
    await offer(turn, open);
    memory.rejected = [...rejected, ...open];
    return { kind: 'clarify', candidates: open, confidence };
  }

  async function obey(turn: Turn, { command, confidence }: Matched<'command'>): Promise<Decision> {
    const { memory } = turn.session;
    switch (command) {
      case 'hello':
      case 'thanks':
      case 'bye':
        return { kind: 'smalltalk', about: command, confidence };
      case 'help':
        return { kind: 'command', command: { name: 'help' }, confidence };
      case 'browse':
        return { kind: 'command', command: { name: 'themes' }, confidence };
      case 'change-language':
        return { kind: 'command', command: { name: 'choose-language' }, confidence };
      case 'start-over':
        delete memory.topic;
        delete memory.rejected;
        return { kind: 'command', command: { name: 'start-over' }, confidence };
      case 'forget-me':
        return forget(turn, undefined, confidence);
      case 'tell-me-more':
        if (memory.topic === undefined) return { kind: 'command', command: { name: 'no-more' }, confidence };
        return { kind: 'answer', topic: memory.topic, part: 'more', confidence };
      case 'something-else':
        if (memory.topic !== undefined) memory.rejected = [...(memory.rejected ?? []), memory.topic];
        return { kind: 'fallback', reason: 'after-choice', confidence };
    }
  }

  async function forget(turn: Turn, alarm: GivenAlarm | undefined, confidence: number): Promise<Decision> {
    await turn.session.forget();
    forgetChannel(turn.context);
    return { kind: 'command', command: { name: 'forgotten', alarm }, confidence };
  }

  function speak(turn: Turn, { language, confidence }: Matched<'language'>): Decision {
    const { memory } = turn.session;
    memory.chosen = memory.last = language;
    return { kind: 'command', command: { name: 'language-set' }, confidence };
  }

  function note({ session }: Turn): Decision {
    const note = handoverNote(session.memory);
    return { kind: 'command', command: { name: 'note', note }, confidence: 1 };
  }

  function unknown({ written }: Turn, confidence: number): Decision {
    return { kind: 'fallback', reason: written.kind === 'foreign' ? 'foreign' : 'unknown', confidence };
  }

  return {
    dropOffers: (turn) => pickOf(turn).cancel(turn.context),

    settle: async (turn, held) => {
      const matched = understand(turn);
      const { alarm } = turn.session.memory;
      if (matched.kind === 'after-alarm') {
        const { said, confidence } = matched;
        if (said === 'note') return note(turn);
        if (said === 'not-reached') {
          const tried = (alarm?.tried ?? 0) + 1;
          if (alarm) alarm.tried = tried;
          return { kind: 'command', command: { name: 'try-next', alarm: held, tried }, confidence: 1 };
        }
        if (isQuestion(turn.text)) return undefined;
        if (alarm) alarm.settled = true;
        if (said === 'not-about-me') withdrawRaised(turn.session.memory, held.flag);
        return { kind: 'command', command: { name: 'resumed', said }, confidence };
      }
      if (matched.kind === 'command' && matched.command === 'forget-me') {
        // "forget it", "i forget everything": a guess must not delete a warning. Help tells how to do it.
        if (matched.confidence === 1) return forget(turn, held, matched.confidence);
        if (held.level === 'emergency') return undefined;
        return { kind: 'command', command: { name: 'help' }, confidence: matched.confidence };
      }
      if (matched.kind === 'language' && held.level === 'emergency') {
        speak(turn, matched);
        return { kind: 'red-flag', form: 'full', alarm: held, confidence: 1 };
      }
      return undefined;
    },

    ask: async (turn, flag, decision) => {
      const { memory } = turn.session;
      const tellsOfIt = decision.kind === 'answer' && library.topic(decision.topic).safetyNet.includes(flag);
      if (!ASKED_AFTER.includes(decision.kind) || tellsOfIt || memory.asked?.includes(flag) === true)
        return false;
      const signs = library.languages.get(turn.language)?.redFlag(flag).ask ?? [];
      const choices = signs.map((title) => ({ value: title, title }));
      await pickOf(turn).offer(turn.context, choices);
      const topics = decision.kind === 'clarify' ? [...decision.candidates] : [];
      memory.asking = { flag, topics };
      memory.asked = [...(memory.asked ?? []), flag];
      return true;
    },

    answer: async (turn) => {
      const { memory } = turn.session;
      const { asking } = memory;
      delete memory.asking;
      const picked = await pickOf(turn).pick(turn.context, turn.text);
      if (picked !== undefined && asking) return { kind: 'meant', text: picked };
      if (picked !== undefined) return give(turn, picked, 1);
      const matched = understand(turn);
      if (asking && matched.kind === 'command' && matched.command === 'something-else') {
        noteDenied(memory, [asking.flag]);
        await offer(turn, asking.topics);
        return { kind: 'command', command: { name: 'none-of-them', ...asking }, confidence: 1 };
      }
      switch (matched.kind) {
        case 'answer':
          return give(turn, matched.topic, matched.confidence);
        case 'unsure':
          return clarify(turn, matched);
        case 'command':
          return obey(turn, matched);
        case 'language':
          return speak(turn, matched);
        case 'theme': {
          const topics = [...library.topics]
            .filter(([, { group }]) => group === matched.group)
            .map(([id]) => id);
          await offer(
            turn,
            topics.filter((id) => mayAnswer(id, turn.language)),
          );
          return { kind: 'command', command: { name: 'theme', group: matched.group }, confidence: 1 };
        }
        case 'after-alarm':
          if (matched.said === 'note') return note(turn);
          return unknown(turn, matched.confidence); // nothing to settle any more
        case 'none':
          return unknown(turn, matched.confidence);
      }
    },
  };
}

const ASKED_AFTER: readonly Decision['kind'][] = ['answer', 'clarify', 'fallback'];

const isQuestion = (utterance: string): boolean => utterance.includes('?');
