import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** A random 32-byte key kept beside the data it guards, so that tokens signed with it survive a restart. */
export function secret(db: DatabaseSync, name: string): Buffer {
  db.prepare('INSERT OR IGNORE INTO secrets (name, key) VALUES (?, ?)').run(name, randomBytes(32));
  const key = db.prepare('SELECT key FROM secrets WHERE name = ?').get(name)?.['key'];
  if (!(key instanceof Uint8Array) || key.length !== 32)
    throw new Error(
      `Cannot read the secret "${name}" from STATE_FILE: it is damaged. Delete its row to get a new one.`,
    );
  return Buffer.from(key);
}
