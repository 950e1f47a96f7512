import type { DatabaseSync } from 'node:sqlite';
import { inTransaction, wipeLog } from './transaction';

/** How much one purge deleted, for the log. */
export interface Purged {
  stateRows: number;
  conversations: number;
}

/** Deletes bot state and Web Chat conversations that nobody has written to for `ttlMs` milliseconds. */
export function purgeExpired(db: DatabaseSync, now: () => number, ttlMs: number): Purged {
  const oldest = now() - ttlMs;
  const purged = inTransaction(db, () => ({
    stateRows: Number(db.prepare('DELETE FROM state WHERE updated < ?').run(oldest).changes),
    conversations: Number(db.prepare('DELETE FROM conversations WHERE updated < ?').run(oldest).changes),
  }));
  wipeLog(db);
  return purged;
}
