import type { Activity, ChannelAccount, ConversationAccount, ResourceResponse } from 'botbuilder';
import type { Incoming } from './incoming';
import type { DirectLineOptions, Send } from './options';
import { refuse, type Reply } from '../reply';
import { activityId, type Transcript } from './transcript';

/** Brings what the client did to the bot, and what the bot says to the client. */
export interface Turns {
  /** Tells the bot that a conversation began. The user can write even if the greeting fails, so it never rejects. */
  greet(conversationId: string, userId: string, locale: string | undefined): Promise<void>;
  /** Runs one turn on a posted activity, once, however often the client repeats it. */
  receive(conversationId: string, userId: string, incoming: Incoming): Promise<Reply>;
}

const BOT = { id: 'bot', role: 'bot' } as ChannelAccount;

/** Turns in this process, without an HTTP call in between. */
export function createTurns(
  { log, deliver, now, onError }: Pick<DirectLineOptions, 'log' | 'deliver' | 'now' | 'onError'>,
  transcript: Transcript,
): Turns {
  const running = new Map<string, Promise<Reply>>();

  function sender(conversationId: string, userId: string): Send {
    const sendOne = (activity: Partial<Activity>): ResourceResponse => {
      const addressed = {
        ...activity,
        ...address(conversationId, { ...activity.from, ...BOT }, user(userId)),
      };
      if (activity.type === 'message' || activity.type === 'event')
        return { id: transcript.publish(conversationId, addressed).activity.id ?? '' };
      if (activity.type === 'typing') transcript.show(conversationId, addressed);
      return { id: '' }; // endOfConversation, trace and the like are not for the client
    };
    return (activities) => Promise.resolve().then(() => activities.map(sendOne));
  }

  async function run(
    conversationId: string,
    userId: string,
    incoming: Incoming & { kind: 'activity' },
  ): Promise<Reply> {
    const { clientId } = incoming;
    const { sequence, activity } = transcript.publish(conversationId, {
      ...incoming.activity,
      ...address(conversationId, user(userId), BOT),
    });
    try {
      await deliver(activity as Activity, sender(conversationId, userId));
    } catch {
      onError('directLine.turnFailed'); // its client id stays unsettled, so that a repeat reaches the bot
      return refuse(502, 'BotError', 'The bot failed on this activity. Send it again.');
    }
    if (clientId !== undefined && sequence !== undefined) settle(conversationId, sequence, clientId);
    return { status: 200, body: { id: activity.id } };
  }

  function settle(conversationId: string, sequence: number, clientId: string): void {
    try {
      log.settle(conversationId, sequence, clientId);
    } catch {
      onError('directLine.logFailed'); // the bot has answered; at worst a repeat is answered again
    }
  }

  async function runOnce(
    conversationId: string,
    clientId: string,
    turn: () => Promise<Reply>,
  ): Promise<Reply> {
    const sequence = log.settled(conversationId, clientId);
    if (sequence !== undefined) return { status: 200, body: { id: activityId(conversationId, sequence) } };
    const key = `${conversationId}|${clientId}`;
    const reply = running.get(key) ?? turn();
    running.set(key, reply);
    return reply.finally(() => running.delete(key));
  }

  return {
    greet: async (conversationId, userId, locale) => {
      const activity: Partial<Activity> = {
        type: 'conversationUpdate',
        id: activityId(conversationId, 0),
        timestamp: new Date(now()),
        membersAdded: [BOT, user(userId)],
        ...(locale !== undefined && { locale }),
        ...address(conversationId, user(userId), BOT),
      };
      try {
        await deliver(activity as Activity, sender(conversationId, userId));
      } catch {
        onError('directLine.greetingFailed');
      }
    },
    receive: async (conversationId, userId, incoming) => {
      if (incoming.kind === 'refused') return refuse(400, 'BadArgument', incoming.reason);
      if (incoming.kind === 'typing') return { status: 200, body: { id: '' } };
      const turn = (): Promise<Reply> => run(conversationId, userId, incoming);
      return incoming.clientId === undefined ? turn() : runOnce(conversationId, incoming.clientId, turn);
    },
  };
}

function user(id: string): ChannelAccount {
  return { id, role: 'user' } as ChannelAccount;
}

function address(conversationId: string, from: ChannelAccount, recipient: ChannelAccount): Partial<Activity> {
  const conversation = { id: conversationId } as ConversationAccount;
  return { channelId: 'webchat', serviceUrl: 'urn:local:directline', conversation, from, recipient };
}
