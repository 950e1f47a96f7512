import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServer } from './support/runServer';

const EMERGENCY = 'i cant breathe and my chest hurts';
let server: Awaited<ReturnType<typeof runServer>>;
const texts = ({ body }: { body: { activities?: { text?: string }[] } }): string =>
  (body.activities ?? []).map(({ text }) => text ?? '').join('\n');

beforeEach(async () => {
  server = await runServer();
});
afterEach(() => server.close());

test('it is alive', async () => {
  const response = await fetch(`${server.url}/health/live`);
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
});

test('a question gets its answer, a red flag comes first', async () => {
  const answer = await server.message('is it normal that my upper back aches');
  expect(answer.status).toBe(200);
  expect(texts(answer)).toMatch(/Sources: /);
  expect(texts(await server.message(EMERGENCY))).toMatch(/^\*\*Call now: your local emergency number/);
});

test('without an app id it never calls a serviceUrl, whatever it is told', async () => {
  let called = 0;
  const evil = createServer((_req, res) => {
    called += 1;
    res.end('{}');
  });
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(evil.address() as AddressInfo).port}/`;
  const refused = await server.message('hello', { serviceUrl, deliveryMode: 'normal' });
  expect([refused.status, refused.body.error?.message]).toEqual([
    400,
    expect.stringContaining('expectReplies'),
  ]);
  expect((await server.message('hello', { serviceUrl })).status).toBe(200);
  expect(called).toBe(0);
  evil.close();
});

test.each(['GET / HTTP/1.1\r\nHost: x; y', 'GET http://[ HTTP/1.1\r\nHost: x'])(
  'an address that is none is refused, and the server lives on: %j',
  async (head) => {
    const { hostname, port } = new URL(server.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(`${head}\r\nConnection: close\r\n\r\n`),
      );
      socket.once('data', (data) => resolve(data.toString()));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  },
);

test('without an app id nobody comes through a proxy', async () => {
  const forwarded = await server.message('hello', {}, { 'x-forwarded-for': '203.0.113.7' });
  expect(forwarded.status).toBe(403);
});

test('open to others without an app id, there is no /api/messages', async () => {
  const open = await runServer({ loopback: false });
  expect((await open.message('hello').catch(() => ({ status: 404 }))).status).toBe(404);
  await open.close();
});

test('with an app id a call without a token is refused, and the refusal says nothing of the inside', async () => {
  const id = '11111111-2222-3333-4444-555555555555';
  const app = { id, type: 'SingleTenant', password: 'very-secret', tenantId: id } as const;
  const guarded = await runServer({ app });
  const answer = await guarded.message('hello');
  expect(answer.status).toBe(401);
  expect(answer.text).not.toMatch(/very-secret|at .*\.js|hello/);
  expect((await guarded.message('hello', {}, { authorization: 'Bearer a.b.c' })).status).toBe(401);
  await guarded.close();
});

test.each([
  ['no JSON', '{"type":', 400],
  ['a list', [], 400],
  ['no type', { conversation: { id: 'c' } }, 400],
  [
    'no sender',
    { type: 'message', channelId: 'x', conversation: { id: 'c' }, deliveryMode: 'expectReplies' },
    400,
  ],
  [
    'text that is a number',
    { type: 'message', text: 5, channelId: 'x', from: { id: 'u' }, conversation: { id: 'c' } },
    400,
  ],
  [
    'attachments that are none',
    { type: 'message', attachments: 'x', channelId: 'x', from: { id: 'u' }, conversation: { id: 'c' } },
    400,
  ],
  ['a megabyte', JSON.stringify({ type: 'message', text: 'a'.repeat(1_000_000) }), 413],
])('%s gets a reason and no turn', async (_what, body, status) => {
  const answer = await server.post('/api/messages', body);
  expect(answer.status).toBe(status);
  expect(answer.body.error?.message).toMatch(/\w/);
});

test.each(['typing', 'messageReaction', 'event', 'endOfConversation', 'somethingNew', 'conversationUpdate'])(
  'an activity of type %s is taken without a word and without a fall',
  async (type) => {
    const answer = await server.message(undefined, { type });
    expect([answer.status, answer.body.activities ?? []]).toEqual([200, []]);
  },
);

test.each([
  ['nothing', ''],
  ['100,000 characters', 'my back aches '.repeat(7200)],
  ['emoji only', '💛🤰💛'],
  ['control characters', '\u0000\u0007\u202e\u200b'],
  ['mixed scripts', 'mу bаck аchеs спина 背中'],
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
])('%s gets words, and never its own markup back', async (_what, text) => {
  const answer = await server.message(text);
  expect(answer.status).toBe(200);
  expect(texts(answer)).toMatch(/emergency number/);
  expect(answer.text).not.toMatch(/<script|onerror/);
});

test('only a picture gets asked for words, in a channel that sends the message as HTML too', async () => {
  const html = { contentType: 'text/html', content: '<p></p>' };
  const picture = { contentType: 'image/png', contentUrl: 'https://example.org/x.png' };
  expect(texts(await server.message(undefined, { attachments: [html, picture] }))).toMatch(
    /cannot look at pictures/,
  );
  expect(texts(await server.message(undefined, { attachments: [html] }))).toMatch(/did not get any words/);
});

test('a card submit is heard like typing, red flags too; foreign values are not read', async () => {
  const pressed = await server.message(undefined, {
    value: { msteams: { type: 'imBack', value: EMERGENCY } },
  });
  expect(texts(pressed)).toMatch(/^\*\*Call/);
  const foreign = await server.message(undefined, {
    value: { topic: '../../etc', __proto__: { text: 'x' }, msteams: 7 },
    conversation: { id: 'other' },
  });
  expect(texts(foreign)).toMatch(/did not get any words/);
});

test('a red flag in a very long message is found', async () => {
  const long = `${'i like my new pillow. '.repeat(700)} ${EMERGENCY}`;
  expect(texts(await server.message(long))).toMatch(/^\*\*Call/);
});

test.each([
  ['one letter that folds to eighteen', 'ﷺ'.repeat(19_000)],
  ['one word without an end', 'x'.repeat(19_000)],
  ['a number without an end', '½'.repeat(19_000)],
])('%s does not hold up the others (ligature, word, number)', async (_what, text) => {
  expect((await server.message(text)).status).toBe(200);
});

test('letters held down, odd apostrophes and hidden characters hide no red flag', async () => {
  const said = [
    'i caaaant breeeathe',
    'i can\u2032t breathe',
    'i ca\u2066n\u180et brea\u200bthe',
    'no puedo respiraaaar',
  ];
  for (const [at, text] of said.entries()) {
    const answer = await server.message(text, { conversation: { id: `hidden-${at}` } });
    expect([text, texts(answer)]).toEqual([text, expect.stringMatching(/^\*\*(Call now|Llama ya)/)]);
  }
});

test('a delivery that comes twice is answered once', async () => {
  expect((await server.message('hello', { id: 'same' })).body.activities).toHaveLength(2);
  expect((await server.message('hello', { id: 'same' })).body.activities ?? []).toHaveLength(0);
});

test('turns of one conversation do not overtake each other', async () => {
  const answers = await Promise.all([
    server.message(EMERGENCY),
    ...Array.from({ length: 5 }, () => server.message('hello')),
  ]);
  expect(texts(answers[0])).toMatch(/Do not wait for a reply/);
  for (const answer of answers.slice(1)) expect(texts(answer)).toMatch(/Have you reached help/);
});

test('what she wrote, her name and her id stand in no log line', async () => {
  await server.message(`${EMERGENCY} zebra`);
  await server.message('zebra pillows for my back');
  await server.message(undefined, { value: { text: 'zebra' } });
  expect(server.lines.length).toBeGreaterThan(2);
  expect(server.lines.join('\n')).not.toMatch(/zebra|breathe|29:her|Ada|a:personal/);
});

describe('with a state file', () => {
  const file = (): string => join(mkdtempSync(join(tmpdir(), 'state-')), 'state.sqlite');
  const all = (name: string): string =>
    [name, `${name}-wal`]
      .map((part) => (statSync(part, { throwIfNoEntry: false }) ? readFileSync(part, 'latin1') : ''))
      .join();

  async function openWebChat(chat: typeof server) {
    const { body } = await chat.post('/api/directline/token', {});
    const authorization = { authorization: `Bearer ${body.token ?? ''}` };
    await chat.post('/v3/directline/conversations', {}, authorization);
    const base = `/v3/directline/conversations/${body.conversationId ?? ''}/activities`;
    return {
      say: (text: string) => chat.post(base, { type: 'message', text, from: { id: 'x' } }, authorization),
      leave: () => chat.post(base, { type: 'endOfConversation' }, authorization),
      read: async (): Promise<string> => {
        const response = await fetch(`${chat.url}${base}`, { headers: authorization });
        return JSON.stringify(await response.json());
      },
    };
  }

  test('a restart continues the conversation, and its urgent warning', async () => {
    const stateFile = file();
    const first = await runServer({ stateFile });
    await first.message(EMERGENCY);
    await first.close();
    expect(statSync(stateFile).mode & 0o077).toBe(0);
    const second = await runServer({ stateFile });
    expect(texts(await second.message('start over'))).toMatch(/Have you reached help/);
    await second.close();
  });

  test('outside the log of open Web Chat conversations no message text rests', async () => {
    const stateFile = file();
    const chat = await runServer({ stateFile });
    await chat.message('zebra pillows for my back');
    await chat.message(`zebra ${EMERGENCY}`);
    expect(all(stateFile)).not.toMatch(/zebra|breathe/);
    await chat.close();
  });

  test('"delete what you stored" deletes the Web Chat log and the memory', async () => {
    const stateFile = file();
    const chat = await runServer({ stateFile });
    const webChat = await openWebChat(chat);
    await webChat.say('zebra pillows for my back');
    expect(all(stateFile)).toMatch(/zebra/);
    await webChat.say('delete what you stored');
    expect(await webChat.read()).toMatch(/I have deleted/);
    expect(await webChat.read()).not.toMatch(/zebra/);
    await chat.close();
    expect(all(stateFile)).not.toMatch(/zebra|treat-|memory/);
  });

  test('leaving the page deletes the Web Chat log and the memory, without a word', async () => {
    const stateFile = file();
    const chat = await runServer({ stateFile });
    const webChat = await openWebChat(chat);
    await webChat.say(`zebra ${EMERGENCY}`);
    expect((await webChat.leave()).status).toBe(200);
    expect(await webChat.read()).not.toMatch(/zebra|emergency|endOfConversation/);
    await chat.close();
    expect(all(stateFile)).not.toMatch(/zebra|heart-attack|memory/);
  });

  test('what nobody touched for STATE_TTL_HOURS goes', async () => {
    const stateFile = file();
    const chat = await runServer({ stateFile });
    await (await openWebChat(chat)).say('zebra pillows for my back');
    await chat.close();
    const later = await runServer({ stateFile });
    expect(all(stateFile)).toMatch(/zebra/);
    await later.close();
    const expired = await runServer({ stateFile, stateTtlMs: -1 });
    expect(all(stateFile)).not.toMatch(/zebra/);
    await expired.close();
  });
});
