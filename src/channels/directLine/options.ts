import type { IncomingMessage } from 'node:http';
import type { Activity, ResourceResponse } from 'botbuilder';
import type { ConversationLog } from '../../storage/conversationLog';
import type { DirectLineLimits } from './limits';

/** Hands the bot's activities to the client and tells the ids they got. */
export type Send = (activities: Partial<Activity>[]) => Promise<ResourceResponse[]>;

/** Runs one turn of the bot in this process; it rejects if the bot could not take the activity. */
export type Deliver = (activity: Activity, send: Send) => Promise<void>;

/** What the embedded Direct Line needs from the rest of the house. */
export interface DirectLineOptions {
  log: ConversationLog;
  /** Signs the tokens; at least 32 random bytes. */
  key: Buffer;
  /** Milliseconds since 1970. */
  now: () => number;
  /** How long after its end a token may still be exchanged for a new one of the same conversation. */
  stateTtlMs: number;
  limits?: Partial<DirectLineLimits>;
  /** Where browsers reach this server, if a proxy hides it: "https://chat.example.org". */
  publicUrl?: string;
  /** Whom the limits count; needed behind a proxy, where every connection comes from the same address. */
  clientAddress?: (request: IncomingMessage) => string;
  deliver: Deliver;
  /** Told the name of what went wrong, never the text of a message or of an error. */
  onError: (event: string) => void;
}
