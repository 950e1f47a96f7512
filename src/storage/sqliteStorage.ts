import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Storage, StoreItems } from 'botbuilder';
import { inTransaction, wipeLog } from './transaction';

/**
 * Bot Framework state in SQLite. A missing eTag or "*" overwrites, an equal one writes, a different one throws
 * "eTag conflict" and nothing of that call is written. Keys hold ids of persons, so errors do not name them.
 */
export function createSqliteStorage(db: DatabaseSync, now: () => number): Storage {
  const select = db.prepare('SELECT document, etag FROM state WHERE key = ?');
  const upsert = db.prepare(
    `INSERT INTO state (key, document, etag, updated) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET document = excluded.document, etag = excluded.etag, updated = excluded.updated`,
  );
  const remove = db.prepare('DELETE FROM state WHERE key = ?');

  function readOne(key: string): [string, object][] {
    const row = select.get(key);
    if (row === undefined) return [];
    const document = JSON.parse(String(row['document'])) as object;
    return [[key, { ...document, eTag: String(row['etag']) }]];
  }

  function writeOne(key: string, item: Record<string, unknown>): void {
    const { eTag, ...document } = item;
    const isGuarded = typeof eTag === 'string' && eTag !== '' && eTag !== '*';
    const row = isGuarded ? select.get(key) : undefined;
    if (row !== undefined && row['etag'] !== eTag)
      throw new Error('Cannot write bot state: eTag conflict. Read the item again and repeat the change.');
    // A random eTag, not a counter: a counter would start again when an item is deleted and made anew.
    upsert.run(key, JSON.stringify(document), randomUUID(), now());
  }

  // The database is synchronous; the promise turns what it throws into a rejection, as callers expect.
  const promise = <T>(work: () => T): Promise<T> => Promise.resolve().then(work);
  return {
    read: (keys) => promise((): StoreItems => Object.fromEntries(keys.flatMap(readOne))),
    write: (changes: Record<string, Record<string, unknown>>) =>
      promise(() =>
        inTransaction(db, () => Object.entries(changes).forEach(([key, item]) => writeOne(key, item))),
      ),
    delete: (keys) =>
      promise(() => {
        inTransaction(db, () => keys.forEach((key) => remove.run(key)));
        wipeLog(db);
      }),
  };
}
