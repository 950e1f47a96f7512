import type { Activity } from 'botbuilder';
import { startServer, type TestServer } from './support/directLineServer';

let server: TestServer;

beforeEach(async () => {
  server = await startServer();
});

afterEach(() => server.close());

const lastDelivered = (): Partial<Activity> | undefined => server.delivered.at(-1);

describe('what the bot gets', () => {
  test('comes from the user of the token, whatever the body claims', async () => {
    const { post, userId, conversationId } = await server.begin();
    const { body } = await post({
      type: 'message',
      text: 'hello',
      id: 'forged',
      timestamp: '1999-01-01T00:00:00Z',
      from: { id: 'attacker', role: 'bot', name: 'Somebody' },
      recipient: { id: 'attacker' },
      conversation: { id: 'other' },
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1:9911/evil',
      deliveryMode: 'expectReplies',
      callerId: 'urn:evil',
      relatesTo: { serviceUrl: 'http://127.0.0.1:9911/evil' },
    });
    const { channelData, ...activity } = lastDelivered() as Record<string, unknown>;
    expect(channelData).toEqual({ 'webchat:sequence-id': expect.any(Number) as number });
    expect(activity).toEqual({
      type: 'message',
      text: 'hello',
      textFormat: 'plain',
      id: body.id,
      timestamp: new Date(server.clock.at),
      from: { id: userId, role: 'user' },
      recipient: { id: 'bot', role: 'bot' },
      conversation: { id: conversationId },
      channelId: 'webchat',
      serviceUrl: 'urn:local:directline',
    });
    expect(body.id).toBe(`${conversationId}|0000002`);
  });

  test('keeps what a client may say', async () => {
    const { post } = await server.begin();
    const said = {
      type: 'event',
      name: 'webchat/join',
      locale: 'pt-BR',
      value: { language: 'pt' },
      entities: [{ type: 'ClientCapabilities', supportsListening: false }],
      attachments: [{ contentType: 'image/png', name: 'a.png', contentUrl: 'data:,' }],
    };
    const channelData = { clientActivityID: 'mine', postBack: true, messageBack: { displayText: 'Yes' } };
    await post({ ...said, channelData: { ...channelData, tenant: { id: 'x' } } });
    expect(lastDelivered()).toMatchObject(said);
    expect(lastDelivered()?.channelData).toEqual({
      ...channelData,
      'webchat:sequence-id': expect.any(Number) as number,
    });
  });

  test.each(['en', 'es-419', 'zh-Hant-TW'])('keeps the locale %s', async (locale) => {
    await (await server.begin()).post({ type: 'message', text: 'a', locale });
    expect(lastDelivered()?.locale).toBe(locale);
  });

  test.each(['', 'not a tag', '../../etc', 'e', `en-${'abcdefgh-'.repeat(4)}x`, 5, { a: 1 }])(
    'drops the locale %j',
    async (locale) => {
      await (await server.begin()).post({ type: 'message', text: 'a', locale });
      expect(lastDelivered()).not.toHaveProperty('locale');
    },
  );

  test('carries no key that could change a prototype', async () => {
    const { post } = await server.begin();
    const evil = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"kept":1}';
    await post(
      `{"type":"message","text":"a","__proto__":{"polluted":1},"value":${evil},"channelData":${evil}}`,
    );
    expect(Object.keys(lastDelivered()?.value as object)).toEqual(['kept']);
    expect((lastDelivered() as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a long text reaches the bot as long as the body is not too large', async () => {
    const { post } = await server.begin();
    const text = 'ñ'.repeat(30_000);
    expect((await post({ type: 'message', text })).status).toBe(200);
    expect(lastDelivered()?.text).toBe(text);
    const { status, body } = await post({ type: 'message', text: 'x'.repeat(65_600) });
    expect([status, body.error.code]).toEqual([413, 'PayloadTooLarge']);
    expect(lastDelivered()?.text).toBe(text);
  });
});

describe('what is refused', () => {
  const tooMany = (count: number): object[] => Array.from({ length: count }, () => ({ type: 'x' }));

  test.each([
    ['text that is not JSON', '{"type":'],
    ['an empty body', ''],
    ['a list', []],
    ['a bare string', '"message"'],
    ['no type', { text: 'a' }],
    ['conversationUpdate', { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] }],
    ['invoke', { type: 'invoke', name: 'x' }],
    ['installationUpdate', { type: 'installationUpdate', action: 'remove' }],
    ['a text that is no string', { type: 'message', text: { length: 5 } }],
    ['too many attachments', { type: 'message', text: 'a', attachments: tooMany(11) }],
    ['too many entities', { type: 'message', text: 'a', entities: tooMany(21) }],
    ['entities that are no list', { type: 'message', text: 'a', entities: { length: 1 } }],
    ['nesting without end', `{"type":"message","value":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['deep nesting', `{"type":"message","value":${'['.repeat(40)}${']'.repeat(40)}}`],
  ])('%s with 400', async (_, activity) => {
    const { post, texts } = await server.begin();
    const { status, body } = await post(activity);
    expect([status, Object.keys(body.error)]).toEqual([400, ['code', 'message']]);
    expect(server.delivered).toHaveLength(1);
    expect(await texts()).toEqual(['greeting']);
  });

  test('typing with 200 and no trace', async () => {
    const { post, texts } = await server.begin();
    expect((await post({ type: 'typing' })).status).toBe(200);
    expect(server.delivered).toHaveLength(1);
    expect(await texts()).toEqual(['greeting']);
  });
});

describe('what the client gets', () => {
  test('a reply says where it comes from and what it answers, and nothing about the inside', async () => {
    const { say, path, token, userId, conversationId } = await server.begin();
    const { body } = await say('hello');
    const { activities } = (await server.call('GET', `${path}/activities?watermark=2`, { token })).body;
    expect(activities[0]).toEqual({
      type: 'message',
      text: 'first hello',
      id: `${conversationId}|0000003`,
      replyToId: body.id,
      timestamp: new Date(server.clock.at).toISOString(),
      channelId: 'webchat',
      conversation: { id: conversationId },
      from: { id: 'bot', role: 'bot' },
      recipient: { id: userId, role: 'user' },
      channelData: { 'webchat:sequence-id': expect.any(Number) as number },
    });
    expect(activities.map(({ type }) => type)).toEqual(['message', 'message']);
  });

  test('the bot learns the id of each of its messages', async () => {
    const ids: unknown[] = [];
    const telling = await startServer({
      deliver: async (activity, send) => {
        if (activity.type === 'message')
          ids.push(
            ...(await send([
              { type: 'message', text: 'a' },
              { type: 'trace' },
              { type: 'event', name: 'b' },
            ])),
          );
      },
    });
    const { say, conversationId } = await telling.begin();
    await say('hello');
    expect(ids).toEqual([
      { id: `${conversationId}|0000002` },
      { id: '' },
      { id: `${conversationId}|0000003` },
    ]);
    await telling.close();
  });
});
