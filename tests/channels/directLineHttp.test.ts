import { request } from 'node:http';
import restify from 'restify';
import { errorOf, startServer, type TestServer } from './support/directLineServer';

let server: TestServer;

beforeEach(async () => {
  server = await startServer();
});

afterEach(() => server.close());

describe('conversations', () => {
  test('one conversation is closed to the token of another: 403', async () => {
    const [mine, theirs] = [await server.begin(), await server.begin()];
    for (const path of [theirs.path, `${theirs.path}/activities`])
      expect(errorOf(await server.call('GET', path, { token: mine.token }))).toEqual([403, 'Forbidden']);
    const body = { type: 'message', text: 'hello' };
    const posted = await server.call('POST', `${theirs.path}/activities`, { token: mine.token, body });
    expect(errorOf(posted)).toEqual([403, 'Forbidden']);
    expect(await theirs.texts()).toEqual(['greeting']);
  });

  test('a conversation that was never started, or was deleted, is 404', async () => {
    const { token, conversationId } = (await server.call('POST', '/api/directline/token')).body;
    const path = `/v3/directline/conversations/${conversationId}`;
    expect(errorOf(await server.call('GET', path, { token }))).toEqual([404, 'ConversationNotFound']);
    const begun = await server.begin();
    server.log.remove(begun.conversationId);
    expect(errorOf(await begun.say('hello'))).toEqual([404, 'ConversationNotFound']);
  });

  test('a watermark gets what came after it; nonsense gets everything', async () => {
    const { path, token, say, texts } = await server.begin();
    await say('one');
    const { watermark } = (await server.call('GET', `${path}/activities`, { token })).body;
    await say('two');
    expect(await texts(watermark)).toEqual(['two', 'first two', 'second two']);
    for (const nonsense of ['', '-1', 'x', '999999', '1e3', '99999999999999999999'])
      expect(await texts(nonsense)).toHaveLength(7);
  });

  test('what was forgotten is gone, and what comes next still arrives after the old watermark', async () => {
    const { path, token, conversationId, say, texts } = await server.begin();
    await say('secret');
    const { watermark } = (await server.call('GET', `${path}/activities`, { token })).body;
    server.directLine.forget(conversationId);
    expect(await texts()).toEqual([]);
    await say('new');
    expect(await texts(watermark)).toEqual(['new', 'first new', 'second new']);
  });

  test('the oldest entries are dropped at the cap, and the watermark keeps rising', async () => {
    const capped = await startServer({ limits: { log: { entries: 4, characters: 1_000_000 } } });
    const { path, token, say, texts } = await capped.begin();
    await say('one');
    await say('two');
    expect(await texts()).toEqual(['second one', 'two', 'first two', 'second two']);
    expect((await capped.call('GET', `${path}/activities`, { token })).body.watermark).toBe('7');
    await capped.close();
  });

  test('a greeting that fails does not keep the user out', async () => {
    const broken = await startServer({ deliver: () => Promise.reject(new Error('no')) });
    const { token } = (await broken.call('POST', '/api/directline/token')).body;
    expect((await broken.call('POST', '/v3/directline/conversations', { token })).status).toBe(201);
    expect(broken.errors).toEqual(['directLine.greetingFailed']);
    await broken.close();
  });

  test('files are refused with 415, and a plain GET on the stream with 426', async () => {
    const { path, token } = await server.begin();
    const body = 'x'.repeat(100_000);
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const upload = await server.call('POST', `${path}/upload?userId=me`, { token, body, headers });
    expect(errorOf(upload)).toEqual([415, 'UnsupportedMediaType']);
    expect(errorOf(await server.call('GET', `${path}/stream`))).toEqual([426, 'UpgradeRequired']);
  });
});

describe('origins', () => {
  test('our own page and programs without a page may ask, other pages may not', async () => {
    const ask = async (origin: string): Promise<number> =>
      (await server.call('POST', '/api/directline/token', { headers: { origin } })).status;
    expect(await ask(server.url)).toBe(200);
    for (const foreign of ['https://evil.example', 'null', 'http://127.0.0.1:1', 'file://', 'http://[', ''])
      expect(await ask(foreign)).toBe(403);
  });

  test('X-Forwarded-Host does not make a foreign page ours', async () => {
    const { token, path } = await server.begin();
    const headers = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' };
    expect(errorOf(await server.call('GET', path, { token, headers }))).toEqual([403, 'ForbiddenOrigin']);
  });

  test('behind a proxy the public address is ours, and the stream is found there', async () => {
    const proxied = await startServer({ publicUrl: 'https://chat.example.org/' });
    const headers = { origin: 'https://chat.example.org' };
    const { domain, token } = (await proxied.call('POST', '/api/directline/token', { headers })).body;
    expect(domain).toBe('https://chat.example.org/v3/directline');
    const { streamUrl } = (await proxied.call('POST', '/v3/directline/conversations', { token, headers }))
      .body;
    expect(streamUrl).toMatch(/^wss:\/\/chat\.example\.org\/v3\/directline\/conversations\/[^/]+\/stream\?/);
    await proxied.close();
  });

  test('without a public address the stream is where the request went, encrypted if the client says it is', async () => {
    const { path, token, streamUrl } = await server.begin();
    const { host } = new URL(server.url);
    expect(streamUrl.startsWith(`ws://${host}/`)).toBe(true);
    const headers = { 'x-forwarded-proto': 'https' };
    const { body } = await server.call('GET', path, { token, headers });
    expect(body.streamUrl.startsWith(`wss://${host}/`)).toBe(true);
  });
});

test('a body that breaks off is nobody’s error', async () => {
  const { path, token } = await server.begin();
  const headers = { authorization: `Bearer ${token}`, 'content-length': '50' };
  const cut = request(`${server.url}${path}/activities`, { method: 'POST', headers });
  cut.on('error', () => undefined);
  const arrived = server.untilRequest(() => true);
  cut.write('{"type":"mess');
  await arrived;
  cut.destroy();
  expect((await server.call('GET', path, { token })).status).toBe(200);
  expect(server.errors).toEqual([]);
});

test('a server that reads all bodies and queries itself changes nothing', async () => {
  const parsing = await startServer({
    before: (restifyServer) =>
      void restifyServer.use(restify.plugins.queryParser()).use(restify.plugins.jsonBodyParser()),
  });
  const { post, say, texts } = await parsing.begin();
  await say('hello');
  expect(await texts('3')).toEqual(['second hello']);
  expect((await post('{"type":"message","value":{"__proto__":{"polluted":1},"kept":1}}')).status).toBe(200);
  expect(Object.keys(parsing.delivered.at(-1)?.value as object)).toEqual(['kept']);
  expect(errorOf(await say('x'.repeat(70_000)))).toEqual([413, 'PayloadTooLarge']);
  await parsing.close();
});
