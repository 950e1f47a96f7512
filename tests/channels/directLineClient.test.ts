import { ConnectionStatus } from 'directlinejs';
import { connect } from './support/officialClient';
import { startServer, type TestServer } from './support/directLineServer';

type Client = ReturnType<typeof connect>;

// How often the client refreshes its token.
const REFRESH_MS = 15 * 60_000;

let server: TestServer;
let clients: Client[];

beforeEach(async () => {
  server = await startServer();
  clients = [];
});

afterEach(async () => {
  clients.forEach((client) => client.end());
  await server.close();
});

function open(options: Parameters<typeof connect>[0]): Client {
  const client = connect({ domain: `${server.url}/v3/directline`, pollingInterval: 200, ...options });
  clients.push(client);
  return client;
}

async function newToken(formerToken?: string) {
  const call = formerToken === undefined ? {} : { token: formerToken };
  return (await server.call('POST', '/api/directline/token', call)).body;
}

describe.each([
  ['WebSocket', true],
  ['polling', false],
])('the official client over %s', (_, webSocket) => {
  test('is greeted, then gets its own message and the replies in order', async () => {
    const { token, userId } = await newToken();
    const client = open({ token, webSocket });
    await client.untilText('greeting');
    const id = await client.post('hello', 'mine-1');
    await client.untilText('second hello');

    expect(client.texts()).toEqual(['greeting', 'hello', 'first hello', 'second hello']);
    const [greeting, echo, first] = client.received.filter(({ type }) => type === 'message');
    expect(greeting?.from).toMatchObject({ id: 'bot', role: 'bot' });
    expect(echo).toMatchObject({ id, from: { id: userId }, channelData: { clientActivityID: 'mine-1' } });
    expect(first?.replyToId).toBe(id);
  });

  test('goes on in the same conversation after a reload, without a second greeting', async () => {
    const { token, userId, conversationId } = await newToken();
    const before = open({ token, webSocket });
    await before.untilText('greeting');
    await before.post('hello');
    before.end();

    const renewed = await newToken(token);
    expect(renewed).toMatchObject({ userId, conversationId });
    const after = open({ token: renewed.token, webSocket });
    await after.untilText('second hello');
    expect(after.texts()).toEqual(['greeting', 'hello', 'first hello', 'second hello']);
    expect(server.delivered.filter(({ type }) => type === 'conversationUpdate')).toHaveLength(1);
  });

  test('sorts what it gets by timestamp and a rising number', async () => {
    const client = open({ token: (await newToken()).token, webSocket });
    await client.untilText('greeting');
    await client.post('hello');
    await client.untilText('second hello');
    const numbers = client.received.map(({ channelData }) =>
      Number((channelData as object)['webchat:sequence-id' as never]),
    );
    expect(numbers.every(Number.isSafeInteger)).toBe(true);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(client.received.map(({ timestamp }) => timestamp)).toContain(
      new Date(server.clock.at).toISOString(),
    );
  });
});

test('a typing indicator is shown to who is connected and is not kept', async () => {
  const { token } = await newToken();
  const client = open({ token });
  await client.untilText('greeting');
  await client.post('hello');
  await client.untilText('second hello');
  expect(client.received.map(({ type, text }) => text ?? type)).toEqual([
    'greeting',
    'hello',
    'typing',
    'first hello',
    'second hello',
  ]);
  client.end();

  const reloaded = open({ token });
  await reloaded.untilText('second hello');
  expect(reloaded.received.map(({ type }) => type)).not.toContain('typing');
});

test('a message said while the socket was cut arrives exactly once', async () => {
  const { token, conversationId } = await newToken();
  const client = open({ token });
  await client.untilText('greeting');
  await client.post('hello');
  await client.untilText('second hello');

  server.cutSockets();
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  await server.call('POST', path, { token, body: { type: 'message', text: 'away' } });
  await client.untilText('second away');
  await client.post('back', 'client-2');
  await client.untilText('second back');

  const said = (text: string): string[] => [text, `first ${text}`, `second ${text}`];
  expect(client.texts()).toEqual(['greeting', ...said('hello'), ...said('away'), ...said('back')]);
});

test('an open tab refreshes its token and outlives the first one', async () => {
  const realInterval = setInterval;
  const spy = jest
    .spyOn(globalThis, 'setInterval')
    .mockImplementation((work, ms) => realInterval(work, ms === REFRESH_MS ? 20 : ms));
  const { token } = await newToken();
  const client = open({ token, webSocket: false });
  await client.untilText('greeting');
  server.clock.at += 16 * 60_000;
  await server.untilRequest(({ headers }) => headers.authorization !== `Bearer ${token}`);
  spy.mockRestore();
  server.clock.at += 16 * 60_000;

  expect(await client.post('still here')).toMatch(/\|\d{7}$/);
  await client.untilText('second still here');
  expect((await server.call('POST', '/v3/directline/tokens/refresh', { token })).status).toBe(403);
});

test('a client whose token has expired is told so', async () => {
  const client = open({ token: (await newToken()).token });
  await client.untilText('greeting');
  server.clock.at += 31 * 60_000;
  const expired = client.untilStatus(ConnectionStatus.ExpiredToken);
  expect(await client.post('too late')).toBe('retry');
  await expired;
});

test('the client is told that the conversation ended when it was deleted', async () => {
  const { token, conversationId } = await newToken();
  const client = open({ token, webSocket: false });
  await client.untilText('greeting');
  const ended = client.untilStatus(ConnectionStatus.Ended);
  server.log.remove(conversationId);
  await ended;
});
