import type { DatabaseSync } from 'node:sqlite';
import { inTransaction, wipeLog } from './transaction';

/** One activity as it went to the client. */
export type LoggedActivity = Record<string, unknown>;

/** How much of one conversation is kept. */
export interface LogCap {
  entries: number;
  characters: number;
}

/** The open Web Chat conversations and what was said in them; numbers rise from 1 and are never given twice. */
export interface ConversationLog {
  /** False if it is there already, which keeps the user it has. */
  create(conversationId: string, userId: string): boolean;
  exists(conversationId: string): boolean;
  /** Whether this conversation is there and belongs to this user. */
  belongsTo(conversationId: string, userId: string): boolean;
  /** Logs what `build` makes of the next number, and returns that number. Throws if the conversation is gone. */
  append(conversationId: string, build: (sequence: number) => object): number;
  /** Everything after the watermark; a watermark from a lost log, above the last number, counts as 0. */
  read(conversationId: string, fromWatermark: number): { activities: LoggedActivity[]; watermark: number };
  /** How many activities are kept now. */
  length(conversationId: string): number;
  /** The last number given, 0 before the first. */
  last(conversationId: string): number;
  /** Notes that the client's own id for an activity was dealt with. */
  settle(conversationId: string, sequence: number, clientId: string): void;
  /** The number under which a client's own id was dealt with. */
  settled(conversationId: string, clientId: string): number | undefined;
  /** Drops the oldest activities above the cap, never the newest one. */
  trim(conversationId: string, cap: LogCap): void;
  /** Deletes all activities; the numbers keep rising, so a client with an old watermark still gets what is new. */
  clear(conversationId: string): void;
  remove(conversationId: string): void;
}

/** The conversation log in SQLite; appending is what counts as touching a conversation. */
export function createConversationLog(db: DatabaseSync, now: () => number): ConversationLog {
  const insert = db.prepare('INSERT OR IGNORE INTO conversations (id, user_id, updated) VALUES (?, ?, ?)');
  const one = db.prepare('SELECT user_id, last FROM conversations WHERE id = ?');
  const next = db.prepare(
    'UPDATE conversations SET last = last + 1, updated = ? WHERE id = ? RETURNING last',
  );
  const add = db.prepare(
    'INSERT INTO activities (conversation_id, sequence, size, activity) VALUES (?, ?, ?, ?)',
  );
  const after = db.prepare(
    'SELECT activity FROM activities WHERE conversation_id = ? AND sequence > ? ORDER BY sequence',
  );
  const count = db.prepare('SELECT count(*) AS n FROM activities WHERE conversation_id = ?');
  const settle = db.prepare('UPDATE activities SET client_id = ? WHERE conversation_id = ? AND sequence = ?');
  const settled = db.prepare('SELECT sequence FROM activities WHERE conversation_id = ? AND client_id = ?');
  const trim = db.prepare(
    `DELETE FROM activities WHERE conversation_id = :id AND sequence IN (
       SELECT sequence FROM (
         SELECT sequence, row_number() OVER newest AS entries, sum(size) OVER newest AS characters
         FROM activities WHERE conversation_id = :id WINDOW newest AS (ORDER BY sequence DESC)
       ) WHERE entries > 1 AND (entries > :entries OR characters > :characters))`,
  );
  const clear = db.prepare('DELETE FROM activities WHERE conversation_id = ?');
  const remove = db.prepare('DELETE FROM conversations WHERE id = ?');
  const last = (id: string): number => Number(one.get(id)?.['last'] ?? 0);

  return {
    create: (id, userId) => insert.run(id, userId, now()).changes === 1,
    exists: (id) => one.get(id) !== undefined,
    belongsTo: (id, userId) => one.get(id)?.['user_id'] === userId,
    append: (id, build) =>
      inTransaction(db, () => {
        const sequence = next.get(now(), id)?.['last'];
        if (typeof sequence !== 'number')
          throw new Error('Cannot log an activity: its conversation is gone. Start a new conversation.');
        const activity = JSON.stringify(build(sequence));
        add.run(id, sequence, activity.length, activity);
        return sequence;
      }),
    read: (id, fromWatermark) => {
      const watermark = last(id);
      const rows = after.all(id, fromWatermark > watermark ? 0 : fromWatermark);
      const activities = rows.map((row) => JSON.parse(String(row['activity'])) as LoggedActivity);
      return { activities, watermark };
    },
    length: (id) => Number(count.get(id)?.['n']),
    last,
    settle: (id, sequence, clientId) => void settle.run(clientId, id, sequence),
    settled: (id, clientId) => {
      const sequence = settled.get(id, clientId)?.['sequence'];
      return typeof sequence === 'number' ? sequence : undefined;
    },
    trim: (id, cap) => void trim.run({ id, ...cap }),
    clear: (id) => {
      clear.run(id);
      wipeLog(db);
    },
    remove: (id) => {
      remove.run(id);
      wipeLog(db);
    },
  };
}
