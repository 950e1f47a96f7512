import type { Storage, TurnContext } from 'botbuilder';
import { createAnswering } from '../dialogs/answering';
import { createBot, type Bot } from './bot';
import type { Brain } from './brain';
import type { Contacts } from './contacts';
import type { Log } from './log';
import { activitiesFor } from './replies/activities';
import { messagesFor } from './replies/messages';
import { createSpeaker, type Speaker } from './replies/speaker';
import { createSessions } from './session';

export interface BotSettings {
  storage: Storage;
  contacts: Contacts | undefined;
  requireReview: boolean;
  /** Milliseconds since 1970. */
  now: () => number;
  log: Log;
  /** Deletes what the channel itself keeps of a conversation. */
  forgetChannel: (context: TurnContext) => void;
  /** Whether she sits before the page of this server, which has a button to leave it at once. */
  onOurPage: (context: TurnContext) => boolean;
}

/** The bot with everything it is made of. */
export interface AssembledBot {
  turn: Bot;
  /** Says the one calm sentence when a turn failed. */
  apologise(context: TurnContext): Promise<void>;
  /** The codes of its languages, the default first. */
  languages: readonly string[];
  /** For words that belong to no turn. */
  speaker(language: string): Speaker;
}

/** Puts the parts together; for the server, the tools and the tests alike. */
export function assembleBot(brain: Brain, settings: BotSettings): AssembledBot {
  const { contacts, now, log } = settings;
  const { library, words, checkSafety, match, writtenIn } = brain;
  const languages = [...library.languages.keys()];
  const mayAnswer = (topic: string, language: string): boolean => {
    const entry = library.languages.get(language)?.entry(topic);
    if (entry === undefined || !settings.requireReview) return entry !== undefined;
    return entry.reviewed !== null && Date.parse(entry.reviewed.until) >= now();
  };
  const speaker = (language: string, canLeave = false): Speaker =>
    createSpeaker({ library, words, contacts, now, mayAnswer, canLeave }, language);

  const bot = createBot({
    openSession: createSessions(settings.storage, log),
    checkSafety,
    writtenIn,
    answering: createAnswering({ library, match, mayAnswer, forgetChannel: settings.forgetChannel }),
    say: async (outcome, context) => {
      const voice = speaker(outcome.language, settings.onOurPage(context));
      const activities = activitiesFor(messagesFor(outcome, voice), context.activity.channelId, voice);
      await context.sendActivities(activities);
    },
    forgetChannel: settings.forgetChannel,
    languages,
    now,
  });

  return {
    turn: async (context) => {
      const start = performance.now();
      const outcome = await bot(context);
      if (outcome) log('turn', { kind: outcome.decision.kind, ms: Math.round(performance.now() - start) });
      return outcome;
    },
    apologise: async (context) => {
      const [first = 'en'] = languages;
      const code = (context.activity.locale ?? '').toLowerCase().split('-')[0] ?? '';
      const voice = speaker(library.languages.has(code) ? code : first);
      await context.sendActivity(voice.t('error', voice.values));
    },
    languages,
    speaker,
  };
}
