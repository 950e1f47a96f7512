import { STATE_TTL_MS, errorOf, startServer, type TestServer } from './support/directLineServer';

const MINUTE = 60_000;

let server: TestServer;

beforeEach(async () => {
  server = await startServer();
});

afterEach(() => server.close());

test('a token names a user and a conversation of its own, and where to go with it', async () => {
  const { status, headers, body } = await server.call('POST', '/api/directline/token');
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(body).toMatchObject({ expires_in: 1800, domain: `${server.url}/v3/directline` });
  expect(body.userId).toMatch(/^dl_[\da-f-]{36}$/);
  const claims = JSON.parse(Buffer.from(body.token.split('.')[1] ?? '', 'base64url').toString()) as unknown;
  const iat = server.clock.at / 1000;
  expect(claims).toMatchObject({
    conv: body.conversationId,
    user: body.userId,
    use: 'api',
    iat,
    exp: iat + 1800,
  });
});

test('the first start is 201 and greets, the second is 200 and does not', async () => {
  const { token } = (await server.call('POST', '/api/directline/token')).body;
  const start = { token, body: { user: { id: 'me' }, locale: 'es-MX' } };
  expect((await server.call('POST', '/v3/directline/conversations', start)).status).toBe(201);
  expect((await server.call('POST', '/v3/directline/conversations', start)).status).toBe(200);
  expect(server.delivered).toHaveLength(1);
  const { userId, conversationId } = (await server.call('POST', '/api/directline/token', { token })).body;
  expect(server.delivered[0]).toMatchObject({
    type: 'conversationUpdate',
    channelId: 'webchat',
    serviceUrl: 'urn:local:directline',
    conversation: { id: conversationId },
    membersAdded: [{ id: 'bot' }, { id: userId }],
    locale: 'es-MX',
  });
});

test('a missing token is 401, and so is one that was tampered with', async () => {
  const { path, token } = await server.begin();
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const forgeries = [
    '',
    'not.a.token',
    `${header}.${encode({ ...claims, user: 'dl_other' })}.${signature}`,
    `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    `${header}.${payload}.`,
    `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
    `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.${signature}`,
  ];
  for (const forged of forgeries)
    expect(errorOf(await server.call('GET', `${path}/activities`, { token: forged }))).toEqual([
      401,
      'Unauthorized',
    ]);
});

test('a token of another key is 401', async () => {
  const other = await startServer();
  const { token, path } = await other.begin();
  await other.close();
  expect(errorOf(await server.call('GET', path, { token }))).toEqual([401, 'Unauthorized']);
});

test('a stream token does not open the REST calls', async () => {
  const { path, streamUrl } = await server.begin();
  const token = new URL(streamUrl).searchParams.get('t') ?? '';
  expect(errorOf(await server.call('GET', path, { token }))).toEqual([401, 'Unauthorized']);
});

test('an expired token is 403 everywhere, except that it can be exchanged for a new one', async () => {
  const { path, token, userId, conversationId } = await server.begin();
  server.clock.at += 31 * MINUTE;
  expect(errorOf(await server.call('GET', `${path}/activities`, { token }))).toEqual([403, 'TokenExpired']);
  expect(errorOf(await server.call('POST', '/v3/directline/tokens/refresh', { token }))).toEqual([
    403,
    'TokenExpired',
  ]);
  const renewed = (await server.call('POST', '/api/directline/token', { token })).body;
  expect(renewed).toMatchObject({ userId, conversationId });
  expect((await server.call('GET', `${path}/activities`, { token: renewed.token })).status).toBe(200);
});

test('a token is exchanged for a new conversation when its own is gone or too old, or it is forged', async () => {
  const { token, conversationId } = await server.begin();
  const exchange = async (former: string): Promise<string> =>
    (await server.call('POST', '/api/directline/token', { token: former })).body.conversationId;
  expect(await exchange(token)).toBe(conversationId);
  expect(await exchange(`${token}x`)).not.toBe(conversationId);
  server.clock.at += 30 * MINUTE + STATE_TTL_MS + 1000;
  expect(await exchange(token)).not.toBe(conversationId);
  server.clock.at -= STATE_TTL_MS;
  server.log.remove(conversationId);
  expect(await exchange(token)).not.toBe(conversationId);
});

test('a refreshed token outlives the first', async () => {
  const { token, path, conversationId } = await server.begin();
  server.clock.at += 20 * MINUTE;
  const refreshed = await server.call('POST', '/v3/directline/tokens/refresh', { token });
  expect(refreshed).toMatchObject({ status: 200, body: { conversationId, expires_in: 1800 } });
  server.clock.at += 20 * MINUTE;
  expect((await server.call('GET', path, { token })).status).toBe(403);
  expect((await server.call('GET', path, { token: refreshed.body.token })).status).toBe(200);
});

test('tokens for a secret are not offered', async () => {
  const response = await fetch(`${server.url}/v3/directline/tokens/generate`, { method: 'POST' });
  expect(response.status).toBe(404);
});
