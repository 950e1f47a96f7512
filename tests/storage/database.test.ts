import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createConversationLog } from '../../src/storage/conversationLog';
import { openDatabase } from '../../src/storage/database';
import { secret } from '../../src/storage/secret';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  file = join(folder, 'state.sqlite');
});

afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (name: string): number => statSync(name).mode & 0o777;

test('openDatabase makes a file, and its side files, that only their owner can read', () => {
  const umask = process.umask(0);
  const db = openDatabase(file);
  createConversationLog(db, () => 1).create('c', 'u');
  process.umask(umask);
  expect([file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual([0o600, 0o600, 0o600]);
  db.close();
});

test('openDatabase takes an existing file back to its owner', () => {
  openDatabase(file).close();
  chmodSync(file, 0o644);
  const db = openDatabase(file);
  createConversationLog(db, () => 1).create('c', 'u');
  expect([file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual([0o600, 0o600, 0o600]);
  db.close();
});

test('openDatabase without a file leaves nothing behind', () => {
  const db = openDatabase(undefined);
  expect(db.prepare('PRAGMA database_list').get()?.['file']).toBe('');
  db.close();
});

test('openDatabase names STATE_FILE, the reason and the way out', () => {
  const missing = join(folder, 'none', 'state.sqlite');
  expect(() => openDatabase(missing)).toThrow(
    `Cannot open STATE_FILE "${missing}": the folder "${join(folder, 'none')}" does not exist. Create the folder`,
  );
  mkdirSync(join(folder, 'dir'));
  expect(() => openDatabase(join(folder, 'dir'))).toThrow(
    /STATE_FILE ".*": it is not a file\. Set STATE_FILE/,
  );
});

test('openDatabase refuses a file that is no database and leaves it as it was', () => {
  writeFileSync(file, 'This is a letter, not a database. '.repeat(50));
  expect(() => openDatabase(file)).toThrow(/STATE_FILE ".*": file is not a database\. Move it away/);
  expect(readFileSync(file, 'utf8')).toMatch(/^This is a letter/);
});

test('openDatabase refuses the database of another program and leaves it as it was', () => {
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE theirs (x)');
  other.close();
  const before = readFileSync(file);
  expect(() => openDatabase(file)).toThrow(
    /STATE_FILE ".*": it is the database of another program\. Move it away/,
  );
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(existsSync(`${file}-wal`)).toBe(false);
});

test('openDatabase refuses a file of a newer bot', () => {
  const db = openDatabase(file);
  db.exec('PRAGMA user_version = 99');
  db.close();
  expect(() => openDatabase(file)).toThrow(/a newer version of this bot made it/);
});

test('openDatabase refuses a damaged file', () => {
  const db = openDatabase(file);
  const log = createConversationLog(db, () => 1);
  log.create('c', 'u');
  for (let i = 0; i < 200; i += 1) log.append('c', () => ({ text: 'x'.repeat(500) }));
  db.close();
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 8192, bytes.length - 8192);
  writeFileSync(file, bytes);
  expect(() => openDatabase(file)).toThrow(/STATE_FILE ".*": .*(damaged|malformed).* Move it away/);
});

test('openDatabase says that another process has the file', () => {
  const other = openDatabase(file);
  other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE');
  createConversationLog(other, () => 1).create('c', 'u');
  expect(() => openDatabase(file)).toThrow(/STATE_FILE ".*": database is locked\. Stop the other process/);
  other.close();
});

test('secret gives 32 random bytes that stay the same in a file, one for each name', () => {
  const first = openDatabase(file);
  const key = secret(first, 'directLine');
  expect(key).toHaveLength(32);
  expect(secret(first, 'other').equals(key)).toBe(false);
  first.close();
  const second = openDatabase(file);
  expect(secret(second, 'directLine').equals(key)).toBe(true);
  second.close();
  const elsewhere = openDatabase(undefined);
  expect(secret(elsewhere, 'directLine').equals(key)).toBe(false);
  elsewhere.close();
});
