import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, SCHEMA_VERSION, createTables } from './schema';
import { createStateFile, protectStateFile, stateFileError } from './stateFile';

// Waiting stops every conversation, and only one process should have the file anyway.
const BUSY_TIMEOUT_MS = 500;
const SQLITE_BUSY = 5;
const STOP_OTHER = 'Stop the other process that uses it, or set STATE_FILE to another file.';
const MOVE_AWAY =
  'Move it away and restart with an empty one, restore a backup, or set STATE_FILE to another file.';

/** What is remembered between turns: one SQLite file readable by its owner only, or memory when there is no file. */
export function openDatabase(file: string | undefined): DatabaseSync {
  if (file === undefined) return prepare(new DatabaseSync(':memory:'));
  createStateFile(file);
  const db = openFile(file);
  try {
    const reason = whyNotOurs(db);
    if (reason !== undefined) throw stateFileError(file, reason, MOVE_AWAY);
    prepare(db);
    protectStateFile(file);
    return db;
  } catch (error) {
    db.close();
    throw explained(file, error);
  }
}

function openFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  } catch (error) {
    throw explained(file, error);
  }
}

function prepare(db: DatabaseSync): DatabaseSync {
  // secure_delete: what a user asked to forget must not stay readable in free pages of the file.
  db.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 1048576; PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
  `);
  createTables(db);
  return db;
}

// Asked before anything is written, so that another program's file stays as it was.
function whyNotOurs(db: DatabaseSync): string | undefined {
  const id = pragma(db, 'application_id');
  const isEmpty = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0;
  if (id !== APPLICATION_ID && !(id === 0 && isEmpty)) return 'it is the database of another program';
  if (Number(pragma(db, 'user_version')) > SCHEMA_VERSION) return 'a newer version of this bot made it';
  return pragma(db, 'quick_check') === 'ok' ? undefined : 'it is damaged';
}

function pragma(db: DatabaseSync, name: 'application_id' | 'user_version' | 'quick_check'): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function explained(file: string, error: unknown): unknown {
  if (!isSqliteError(error)) return error;
  return stateFileError(file, error.message, error.errcode === SQLITE_BUSY ? STOP_OTHER : MOVE_AWAY, error);
}

function isSqliteError(error: unknown): error is Error & { errcode?: number } {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}
