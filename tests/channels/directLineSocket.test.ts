import type { Activity } from 'botbuilder';
import { openSocket, startServer, type TestServer } from './support/directLineServer';

type Begun = Awaited<ReturnType<TestServer['begin']>>;

let server: TestServer;

beforeEach(async () => {
  server = await startServer();
});

afterEach(() => server.close());

const read = (frame: string): { activities: Partial<Activity>[]; watermark: string } =>
  JSON.parse(frame) as { activities: Partial<Activity>[]; watermark: string };
const streamToken = ({ streamUrl }: Begun): string => new URL(streamUrl).searchParams.get('t') ?? '';
const textsOf = (frame: string): unknown[] => read(frame).activities.map(({ text }) => text);

test('a socket first gets what came after the watermark in its address, then what comes', async () => {
  const { path, token, say } = await server.begin();
  await say('one');
  const { body } = await server.call('GET', `${path}?watermark=3`, { token });
  const { frame } = openSocket(body.streamUrl);
  expect(textsOf(await frame(0))).toEqual(['second one']);
  await say('two');
  expect(read(await frame(1))).toMatchObject({ watermark: '5', activities: [{ text: 'two' }] });
  expect(read(await frame(2))).toMatchObject({ watermark: '5', activities: [{ type: 'typing' }] });
  expect(textsOf(await frame(3))).toEqual(['first two']);
});

test('a socket with nothing to read gets nothing but the heartbeat', async () => {
  const beating = await startServer({ limits: { pingMs: 10 } });
  const { path, token } = await beating.begin();
  const { body } = await beating.call('GET', `${path}?watermark=1`, { token });
  const { frame } = openSocket(body.streamUrl);
  expect([await frame(0), await frame(1)]).toEqual(['', '']);
  await beating.close();
});

test('a new socket closes the old one of the same conversation, and only that', async () => {
  const [mine, theirs] = [await server.begin(), await server.begin()];
  const other = openSocket(theirs.streamUrl);
  const first = openSocket(mine.streamUrl);
  await first.frame(0);
  const second = openSocket(mine.streamUrl);
  expect((await first.closed).reason).toBe('collision');
  await second.frame(0);
  await mine.say('hello');
  expect(textsOf(await second.frame(1))).toEqual(['hello']);
  await theirs.say('still here');
  expect(textsOf(await other.frame(1))).toEqual(['still here']);
  expect(first.frames).toHaveLength(1);
});

test('the socket of one conversation never gets a word of another', async () => {
  const [mine, theirs] = [await server.begin(), await server.begin()];
  const { frame, frames } = openSocket(mine.streamUrl);
  await frame(0);
  await theirs.say('private');
  await mine.say('mine');
  await frame(4);
  expect(frames.join()).not.toContain('private');
});

test.each<[string, number, (begun: Begun) => string]>([
  ['a REST token', 401, ({ token }) => token],
  ['no token', 401, () => ''],
  [
    'a stream token that is older than a minute',
    403,
    (begun) => ((server.clock.at += 61_000), streamToken(begun)),
  ],
])('%s does not open a socket', async (_, status, choose) => {
  const begun = await server.begin();
  const url = new URL(begun.streamUrl);
  url.searchParams.set('t', choose(begun));
  expect(await openSocket(url.href).refused).toBe(status);
});

test('a stream token opens only its own conversation, while that is there', async () => {
  const [mine, theirs] = [await server.begin(), await server.begin()];
  const borrowed = mine.streamUrl.replace(mine.conversationId, theirs.conversationId);
  expect(await openSocket(borrowed).refused).toBe(403);
  server.log.remove(mine.conversationId);
  expect(await openSocket(mine.streamUrl).refused).toBe(404);
});

test('a foreign page and an unknown address are turned away', async () => {
  const { streamUrl } = await server.begin();
  expect(await openSocket(streamUrl, { origin: 'https://evil.example' }).refused).toBe(403);
  expect(await openSocket(`${server.url.replace('http', 'ws')}/elsewhere`).refused).toBe(404);
  const own = openSocket(streamUrl, { origin: server.url });
  await own.opened;
});

test('a frame above 4 KB ends the socket, not the conversation', async () => {
  const { streamUrl, say } = await server.begin();
  const { socket, opened, closed } = openSocket(streamUrl);
  await opened;
  socket.send('x'.repeat(5000));
  expect((await closed).code).toBe(1009);
  expect((await say('hello')).status).toBe(200);
});

test('only so many sockets are open at once', async () => {
  const small = await startServer({ limits: { openSockets: 1 } });
  const [first, second] = [await small.begin(), await small.begin()];
  const held = openSocket(first.streamUrl);
  await held.opened;
  expect(await openSocket(second.streamUrl).refused).toBe(503);
  await small.close();
});

test('at shutdown every client is told with 1001, and no one comes in any more', async () => {
  const { path, token, streamUrl } = await server.begin();
  const { opened, closed } = openSocket(streamUrl);
  await opened;
  server.directLine.close();
  expect((await closed).code).toBe(1001);
  const { body } = await server.call('GET', path, { token });
  expect(await openSocket(body.streamUrl).refused).toBe(503);
});

test('a reader that takes nothing is cut off and finds everything in the log', async () => {
  const tight = await startServer({ limits: { unsentBytes: -1 } });
  const { path, token, say, texts } = await tight.begin();
  const { body } = await tight.call('GET', `${path}?watermark=1`, { token });
  const { opened, closed } = openSocket(body.streamUrl);
  await opened;
  await say('hello');
  expect((await closed).code).toBe(1006);
  expect(await texts()).toEqual(['greeting', 'hello', 'first hello', 'second hello']);
  await tight.close();
});

test('the bot is heard and answers even when nothing can be written down', async () => {
  const { streamUrl, say } = await server.begin();
  const { frame } = openSocket(streamUrl);
  expect(textsOf(await frame(0))).toEqual(['greeting']);
  server.db.exec('PRAGMA query_only = ON');
  expect((await say('help')).status).toBe(200);
  expect([await frame(1), await frame(3), await frame(4)].flatMap(textsOf)).toEqual([
    'help',
    'first help',
    'second help',
  ]);
  expect(new Set(server.errors)).toEqual(new Set(['directLine.logFailed']));

  server.db.exec('PRAGMA query_only = OFF');
  await say('again');
  const numbers = [await frame(1), await frame(3), await frame(4), await frame(5)].map(
    (text) => (read(text).activities[0]?.channelData as Record<string, number>)['webchat:sequence-id'],
  );
  expect(numbers).toEqual([...numbers].sort((a = 0, b = 0) => a - b));
});
