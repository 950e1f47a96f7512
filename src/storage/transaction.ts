import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` wholly or not at all; it must not await, because the connection is shared. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // SQLite rolls back by itself after a full disk and the like; the first error is the one to tell.
  }
}

/** Empties the write-ahead log, where deleted text would otherwise stay readable until it is overwritten. */
export function wipeLog(db: DatabaseSync): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
