import { startServer, type TestServer } from './support/directLineServer';

const once = { max: 1, windowMs: 60_000 };
const clientAddress = (req: { headers: NodeJS.Dict<string | string[]> }): string =>
  String(req.headers['x-test-ip']);

let server: TestServer;

afterEach(() => server.close());

const askToken = (ip: string): ReturnType<TestServer['call']> =>
  server.call('POST', '/api/directline/token', { headers: { 'x-test-ip': ip } });

test('tokens are limited for each address, and come again after the window', async () => {
  server = await startServer({ clientAddress, limits: { tokensPerAddress: once } });
  expect((await askToken('192.0.2.1')).status).toBe(200);
  server.clock.at += 20_500;
  const refused = await askToken('192.0.2.1');
  expect([refused.status, refused.body.error.code]).toEqual([429, 'TooManyRequests']);
  expect(refused.headers.get('retry-after')).toBe('40');
  expect((await askToken('192.0.2.2')).status).toBe(200);
  server.clock.at += 40_000;
  expect((await askToken('192.0.2.1')).status).toBe(200);
});

test('one network is one client, however its addresses are written', async () => {
  server = await startServer({ clientAddress, limits: { tokensPerAddress: once } });
  const statuses: number[] = [];
  for (const ip of [
    '192.0.2.1',
    '::ffff:192.0.2.1',
    '2001:db8:1:2::1',
    '2001:DB8:1:2:9:9:9:9',
    '2001:db8:1:3::1',
    '::1',
  ])
    statuses.push((await askToken(ip)).status);
  expect(statuses).toEqual([200, 429, 200, 429, 200, 200]);
});

test('without a rule of the deployer the address is the one that connected', async () => {
  server = await startServer({ limits: { tokensPerAddress: once } });
  expect((await askToken('192.0.2.1')).status).toBe(200);
  expect((await askToken('192.0.2.2')).status).toBe(429);
});

test('new conversations are limited for each address; going on with one is not', async () => {
  server = await startServer({ limits: { conversationsPerAddress: once } });
  const { token } = await server.begin();
  const next = (await server.call('POST', '/api/directline/token')).body;
  expect((await server.call('POST', '/v3/directline/conversations', { token: next.token })).status).toBe(429);
  expect((await server.call('POST', '/v3/directline/conversations', { token })).status).toBe(200);
});

test('posts are limited for each conversation, and what is refused does not reach the bot', async () => {
  server = await startServer({ limits: { postsPerConversation: once } });
  const [mine, theirs] = [await server.begin(), await server.begin()];
  expect((await mine.say('one')).status).toBe(200);
  const refused = await mine.say('two');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  expect((await theirs.say('three')).status).toBe(200);
  expect(await mine.texts()).toEqual(['greeting', 'one', 'first one', 'second one']);
});

test('reads are limited for each conversation', async () => {
  server = await startServer({ limits: { readsPerConversation: once } });
  const { path, token } = await server.begin();
  expect((await server.call('GET', path, { token })).status).toBe(200);
  expect((await server.call('GET', `${path}/activities`, { token })).status).toBe(429);
});

test('only so many addresses are remembered, the oldest is forgotten first', async () => {
  server = await startServer({ clientAddress, limits: { tokensPerAddress: once, trackedKeys: 2 } });
  for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) expect((await askToken(ip)).status).toBe(200);
  expect((await askToken('192.0.2.3')).status).toBe(429);
  expect((await askToken('192.0.2.2')).status).toBe(429);
  expect((await askToken('192.0.2.1')).status).toBe(200);
});
