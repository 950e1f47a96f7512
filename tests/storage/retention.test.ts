import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConversationLog } from '../../src/storage/conversationLog';
import { openDatabase } from '../../src/storage/database';
import { purgeExpired } from '../../src/storage/retention';
import { createSqliteStorage } from '../../src/storage/sqliteStorage';

test('purgeExpired deletes what nobody has touched for the time to live, and nothing else', async () => {
  const db = openDatabase(undefined);
  let at = 0;
  const now = (): number => at;
  const [log, storage] = [createConversationLog(db, now), createSqliteStorage(db, now)];
  for (const id of ['old', 'kept']) {
    log.create(id, 'u');
    log.append(id, () => ({ text: id }));
  }
  await storage.write({ old: { n: 1 }, kept: { n: 1 } });
  at = 600;
  log.append('kept', () => ({ text: 'again' }));
  await storage.write({ kept: { n: 2 } });

  at = 1000;
  expect(purgeExpired(db, now, 1000)).toEqual({ stateRows: 0, conversations: 0 });
  at = 1001;
  expect(purgeExpired(db, now, 1000)).toEqual({ stateRows: 1, conversations: 1 });
  expect([log.exists('old'), log.length('old'), log.length('kept')]).toEqual([false, 0, 2]);
  expect(Object.keys(await storage.read(['old', 'kept']))).toEqual(['kept']);
  db.close();
});

describe('what was deleted cannot be read in the file either', () => {
  const folder = mkdtempSync(join(tmpdir(), 'retention-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(['clear', 'remove', 'purge', 'delete'])('after %s', async (way) => {
    const file = join(folder, `${way}.sqlite`);
    const db = openDatabase(file);
    const [log, storage] = [createConversationLog(db, () => 1), createSqliteStorage(db, () => 1)];
    log.create('c', 'u');
    if (way !== 'delete') log.append('c', () => ({ text: 'my-private-words' }));
    if (way === 'delete' || way === 'purge') await storage.write({ s: { said: 'my-private-words' } });
    const onDisk = (): string => ['', '-wal'].map((side) => readFileSync(file + side, 'latin1')).join();
    expect(onDisk()).toContain('my-private-words');

    if (way === 'clear') log.clear('c');
    if (way === 'remove') log.remove('c');
    if (way === 'purge') purgeExpired(db, () => 100, 10);
    if (way === 'delete') await storage.delete(['s']);
    expect(onDisk()).not.toContain('my-private-words');
    db.close();
  });
});
