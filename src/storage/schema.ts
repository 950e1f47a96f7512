import type { DatabaseSync } from 'node:sqlite';

/** Written into the file's header, so that another program's database is told apart from ours ("BCB1"). */
export const APPLICATION_ID = 0x42434231;

/** Raised with every change of the tables that an older bot could not read. */
export const SCHEMA_VERSION = 1;

const TABLES = `
  CREATE TABLE IF NOT EXISTS state (
    key TEXT PRIMARY KEY, document TEXT NOT NULL, etag TEXT NOT NULL, updated INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS state_updated ON state (updated);
  CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL, last INTEGER NOT NULL DEFAULT 0, updated INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS conversations_updated ON conversations (updated);
  CREATE TABLE IF NOT EXISTS activities (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL, size INTEGER NOT NULL, client_id TEXT, activity TEXT NOT NULL,
    PRIMARY KEY (conversation_id, sequence)
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS activities_client_id ON activities (conversation_id, client_id)
    WHERE client_id IS NOT NULL;
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT;
`;

/** Makes the tables that are missing and signs the file as ours. */
export function createTables(db: DatabaseSync): void {
  db.exec(TABLES);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`);
}
