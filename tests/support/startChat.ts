import { MemoryStorage, type Activity, type Storage, type TurnContext } from 'botbuilder';
import { BotAdapter } from '../../src/channels/adapter';
import { loadBrain } from '../../src/brain';
import type { Contacts } from '../../src/contacts';
import { assembleBot, type AssembledBot, type BotSettings } from '../../src/createBot';
import type { Outcome } from '../../src/decision';

/** What came back for one activity. */
export interface Heard {
  outcome: Outcome | undefined;
  activities: Partial<Activity>[];
  /** All texts, and what cards say where they cannot be shown. */
  text: string;
  buttons: string[];
}

export interface ChatOptions {
  channelId?: string;
  locale?: string;
  contacts?: Contacts;
  storage?: Storage;
  requireReview?: boolean;
  onOurPage?: boolean;
  forgetChannel?: BotSettings['forgetChannel'];
}

/** Trained once for each test file. */
export const brain = loadBrain();

/** Everything at rest is set to noon on a Wednesday. */
export const NOON = Date.UTC(2026, 10, 25, 12);

/** The whole bot behind the real adapter, with a clock that the test turns. */
export function startChat(options: ChatOptions = {}) {
  const { channelId = 'webchat', locale = 'en' } = options;
  const clock = { at: NOON };
  const events: string[] = [];
  const bot: AssembledBot = assembleBot(brain, {
    storage: options.storage ?? new MemoryStorage(),
    contacts: options.contacts,
    requireReview: options.requireReview ?? false,
    now: () => clock.at,
    log: (event) => events.push(event),
    onOurPage: () => options.onOurPage ?? false,
    forgetChannel: options.forgetChannel ?? (() => undefined),
  });
  const adapter = new BotAdapter(undefined);
  adapter.onTurnError = async (context) => {
    events.push('turn.failed');
    await bot.apologise(context);
  };
  let sequence = 0;

  async function send(activity: Partial<Activity>): Promise<Heard> {
    const activities: Partial<Activity>[] = [];
    let outcome: Outcome | undefined;
    const logic = async (context: TurnContext): Promise<void> => {
      outcome = await bot.turn(context);
    };
    const whole = {
      type: 'message',
      id: `activity-${(sequence += 1)}`,
      channelId,
      serviceUrl: 'urn:local:test',
      locale,
      from: { id: 'her', name: '' },
      recipient: { id: 'bot', name: 'Bot' },
      conversation: { id: 'conversation', name: '', isGroup: false, conversationType: 'personal' },
      ...activity,
    } as Activity;
    await adapter.runLocally(
      whole,
      (sent) => {
        activities.push(...sent);
        return Promise.resolve([{ id: '' }]);
      },
      logic,
    );
    return {
      outcome,
      activities,
      text: activities.map(textOf).join('\n'),
      buttons: activities.flatMap(buttonsOf),
    };
  }

  return {
    clock,
    events,
    send,
    say: (text: string) => send({ text }),
    arrive: () => send({ type: 'conversationUpdate', membersAdded: [{ id: 'her', name: '' }] }),
  };
}

interface DrawnCard {
  fallbackText?: string;
  body?: { text?: string; actions?: { title: string }[] }[];
  actions?: { title: string }[];
}

function textOf({ text, attachments }: Partial<Activity>): string {
  const cards = (attachments ?? []).map(({ content }) => (content as DrawnCard).fallbackText ?? '');
  return [text ?? '', ...cards].join('\n');
}

function buttonsOf({ suggestedActions, attachments }: Partial<Activity>): string[] {
  const suggested = (suggestedActions?.actions ?? []).map(({ title }) => title);
  const ofCards = (attachments ?? []).flatMap(({ content }) => {
    const { body = [], actions = [] } = content as DrawnCard;
    return [...body.flatMap((item) => item.actions ?? []), ...actions].map(({ title }) => title);
  });
  return [...suggested, ...ofCards];
}
