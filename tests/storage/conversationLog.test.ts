import type { DatabaseSync } from 'node:sqlite';
import { createConversationLog, type ConversationLog } from '../../src/storage/conversationLog';
import { openDatabase } from '../../src/storage/database';

let db: DatabaseSync;
let log: ConversationLog;

beforeEach(() => {
  db = openDatabase(undefined);
  log = createConversationLog(db, () => 1000);
  log.create('c', 'u');
});

afterEach(() => db.close());

const add = (text: string, conversationId = 'c'): number => log.append(conversationId, (n) => ({ n, text }));

test('create makes a conversation once and keeps its first user', () => {
  expect(log.create('d', 'u')).toBe(true);
  expect(log.create('d', 'other')).toBe(false);
  expect([log.exists('d'), log.exists('e')]).toEqual([true, false]);
  expect([log.belongsTo('d', 'u'), log.belongsTo('d', 'other'), log.belongsTo('e', 'u')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('append counts from 1 in each conversation', () => {
  log.create('d', 'u');
  expect([add('a'), add('b'), add('a', 'd')]).toEqual([1, 2, 1]);
  expect([log.length('c'), log.last('c'), log.length('d'), log.last('none')]).toEqual([2, 2, 1, 0]);
});

test('append to a conversation that is gone says so and logs nothing', () => {
  expect(() => add('a', 'none')).toThrow('Cannot log an activity: its conversation is gone');
  expect(add('a')).toBe(1);
});

test('append gives no number away when the activity cannot be made', () => {
  expect(() =>
    log.append('c', () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(add('a')).toBe(1);
});

test('read gives what came after the watermark, and everything after one that is too high', () => {
  ['a', 'b', 'c'].forEach((text) => add(text));
  expect(log.read('c', 1)).toEqual({
    activities: [
      { n: 2, text: 'b' },
      { n: 3, text: 'c' },
    ],
    watermark: 3,
  });
  expect(log.read('c', 3)).toEqual({ activities: [], watermark: 3 });
  expect(log.read('c', 4).activities).toHaveLength(3);
  expect(log.read('none', 0)).toEqual({ activities: [], watermark: 0 });
});

test('clear deletes what was said and goes on counting', () => {
  add('a');
  add('b');
  log.clear('c');
  expect(log.read('c', 0)).toEqual({ activities: [], watermark: 2 });
  expect(add('new')).toBe(3);
  expect(log.read('c', 2).activities).toEqual([{ n: 3, text: 'new' }]);
});

test('remove deletes the conversation and what was said in it', () => {
  add('a');
  log.remove('c');
  expect([log.exists('c'), log.length('c')]).toEqual([false, 0]);
  expect(db.prepare('SELECT count(*) AS n FROM activities').get()).toEqual({ n: 0 });
});

test('trim drops the oldest above either cap, never the newest', () => {
  for (let i = 0; i < 6; i += 1) add('x');
  log.trim('c', { entries: 4, characters: 10_000 });
  expect(log.read('c', 0).activities.map(({ n }) => n)).toEqual([3, 4, 5, 6]);
  log.trim('c', { entries: 4, characters: 2 * '{"n":6,"text":"x"}'.length });
  expect(log.read('c', 0).activities.map(({ n }) => n)).toEqual([5, 6]);
  log.trim('c', { entries: 0, characters: 0 });
  expect(log.read('c', 0)).toEqual({ activities: [{ n: 6, text: 'x' }], watermark: 6 });
});

test('settled knows the number of a client id in its own conversation until that is cleared', () => {
  log.create('d', 'u');
  log.settle('c', add('a'), 'mine');
  expect([log.settled('c', 'mine'), log.settled('d', 'mine'), log.settled('c', 'other')]).toEqual([
    1,
    undefined,
    undefined,
  ]);
  log.clear('c');
  expect(log.settled('c', 'mine')).toBeUndefined();
});
