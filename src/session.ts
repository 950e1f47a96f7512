import {
  MemoryStorage,
  PrivateConversationState,
  type StatePropertyAccessor,
  type Storage,
  type TurnContext,
} from 'botbuilder';
import type { DialogState } from 'botbuilder-dialogs';
import type { RaisedFlag } from './decision';
import type { Onset } from './knowledge/safety/onset';
import type { SafetyContext } from './knowledge/safety/safetyCheck';
import type { Level } from './knowledge/safety/levels';

/** An alarm that was raised and still holds. No words of hers are kept. */
export interface HeldAlarm {
  flag: string;
  level: Level;
  /** When it was last raised, in milliseconds since 1970. */
  at: number;
  /** She said that she has reached help, or that it was not about her now. */
  settled: boolean;
  /** How many times she said that nobody answers. */
  tried?: number;
  since?: Onset;
}

/** What the bot remembers of one person in one conversation: ids and numbers, no text. */
export interface Memory {
  /** The language she chose. */
  chosen?: string;
  /** The language of the last turn. */
  last?: string;
  greeted?: boolean;
  /** The topic of the last answer. */
  topic?: string;
  /** Topics she did not mean by her last question. */
  rejected?: string[];
  safety?: SafetyContext;
  /** What she was asked about in the last turn, and the topics she may have meant. */
  asking?: { flag: string; topics: string[] };
  /** Red flags that she was asked about already. */
  asked?: string[];
  alarm?: HeldAlarm;
  /** Every red flag that was raised, the last one last, and those she said that she has not: for a note to hand over. */
  raised?: RaisedFlag[];
  denied?: string[];
  /** Ids of the deliveries answered last, so that one that comes twice is answered once. */
  seen?: string[];
}

/** The memory of one turn. */
export interface Session {
  memory: Memory;
  dialogs: StatePropertyAccessor<DialogState>;
  /** Writes what changed; never rejects, since her answer must not depend on the disk. */
  save(): Promise<void>;
  /** Deletes everything now, and nothing is written in this turn. Rejects if the store does not delete it. */
  forget(): Promise<void>;
}

/** Opens the memory of a turn; when the store is down, an empty one that lasts for this turn. */
export type OpenSession = (context: TurnContext) => Promise<Session>;

/** `onError` is told the name of what went wrong. */
export function createSessions(storage: Storage, onError: (event: string) => void): OpenSession {
  return async (context) => {
    const stored = new PrivateConversationState(storage);
    try {
      await stored.load(context);
      return await sessionOf(stored, context, onError);
    } catch {
      onError('state.readFailed');
      const passing = new PrivateConversationState(new MemoryStorage());
      return sessionOf(passing, context, onError);
    }
  };
}

async function sessionOf(
  state: PrivateConversationState,
  context: TurnContext,
  onError: (event: string) => void,
): Promise<Session> {
  const property = state.createProperty<Memory>('memory');
  const memory = await property.get(context, {});
  let forgotten = false;
  return {
    memory,
    dialogs: state.createProperty<DialogState>('dialogs'),
    save: async () => {
      if (forgotten) return;
      try {
        await state.saveChanges(context);
      } catch {
        onError('state.writeFailed');
      }
    },
    forget: async () => {
      await state.delete(context);
      forgotten = true;
    },
  };
}
