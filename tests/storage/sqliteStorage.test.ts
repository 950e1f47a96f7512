import type { DatabaseSync } from 'node:sqlite';
import type { Storage } from 'botbuilder';
import { openDatabase } from '../../src/storage/database';
import { createSqliteStorage } from '../../src/storage/sqliteStorage';

interface Item {
  n: number;
  eTag?: string;
}

let db: DatabaseSync;
let storage: Storage;
let at: number;

beforeEach(() => {
  db = openDatabase(undefined);
  at = 1000;
  storage = createSqliteStorage(db, () => at);
});

afterEach(() => db.close());

const read = async (key: string): Promise<Item | undefined> =>
  ((await storage.read([key])) as Record<string, Item>)[key];

test('read gives what was written, with an eTag, and leaves out what is not there', async () => {
  await storage.write({ a: { n: 1, deep: { list: ['ñ'] } }, b: { n: 2 } });
  const items = await storage.read(['a', 'b', 'c']);
  expect(items).toEqual({
    a: { n: 1, deep: { list: ['ñ'] }, eTag: expect.any(String) as string },
    b: { n: 2, eTag: expect.any(String) as string },
  });
  expect(await storage.read([])).toEqual({});
});

test.each([undefined, '*', ''])('write overwrites with the eTag %j', async (eTag) => {
  await storage.write({ a: { n: 1 } });
  await storage.write({ a: eTag === undefined ? { n: 2 } : { n: 2, eTag } });
  expect(await read('a')).toMatchObject({ n: 2 });
});

test('write with the eTag that was read succeeds once and conflicts the second time', async () => {
  await storage.write({ a: { n: 1 } });
  const item = await read('a');
  await storage.write({ a: { ...item, n: 2 } });
  await expect(storage.write({ a: { ...item, n: 3 } })).rejects.toThrow('eTag conflict');
  expect(await read('a')).toMatchObject({ n: 2 });
});

test('an old eTag conflicts even if the item was deleted and made anew', async () => {
  await storage.write({ a: { n: 1 } });
  const item = await read('a');
  await storage.delete(['a']);
  await storage.write({ a: { n: 1 } });
  await expect(storage.write({ a: { ...item, n: 2 } })).rejects.toThrow('eTag conflict');
});

test('a conflict writes nothing of that call, and its message names no person', async () => {
  const key = 'webchat/users/dl_someone/';
  await storage.write({ [key]: { n: 1 } });
  const conflict = storage.write({ other: { n: 1 }, [key]: { n: 2, eTag: 'old' } });
  await expect(conflict).rejects.toThrow(/^(?!.*dl_someone).*eTag conflict/);
  expect(await read('other')).toBeUndefined();
  await storage.write({ other: { n: 3 } });
  expect(await read('other')).toMatchObject({ n: 3 });
});

test('delete forgets the keys it is given and no others', async () => {
  await storage.write({ a: { n: 1 }, b: { n: 2 } });
  await storage.delete(['a', 'never-there']);
  expect(await storage.read(['a', 'b'])).toMatchObject({ b: { n: 2 } });
  expect(await read('a')).toBeUndefined();
});

test('a key or a field called __proto__ is a key or a field like any other', async () => {
  const item = JSON.parse('{"__proto__":{"polluted":1},"n":1}') as Item;
  await storage.write(Object.fromEntries([['__proto__', item]]));
  const items = await storage.read(['__proto__']);
  expect(Object.keys(items)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('each row knows when it was written last', async () => {
  await storage.write({ a: { n: 1 } });
  at = 2000;
  await storage.write({ a: { n: 2 } });
  expect(db.prepare('SELECT updated FROM state').all()).toEqual([{ updated: 2000 }]);
});
