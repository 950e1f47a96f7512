import { echoBot, startServer, type TestServer } from './support/directLineServer';

let server: TestServer;

beforeEach(async () => {
  server = await startServer();
});

afterEach(() => server.close());

describe('a repeated post', () => {
  const message = { type: 'message', text: 'hello', channelData: { clientActivityID: 'mine-1' } };

  test('gets the id it had and does not reach the bot again', async () => {
    const { post, texts } = await server.begin();
    const [first, second] = [await post(message), await post(message)];
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id } });
    expect(server.delivered).toHaveLength(2);
    expect(await texts()).toEqual(['greeting', 'hello', 'first hello', 'second hello']);
  });

  test('waits for the first when it comes while that is still being answered', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const slow = await startServer({
      deliver: async (activity, send) => {
        if (activity.type === 'message') await gate;
        await echoBot(activity, send);
      },
    });
    const { post, texts } = await slow.begin();
    const second = slow.untilRequest(() => true).then(() => slow.untilRequest(() => true));
    const answers = Promise.all([post(message), post(message)]);
    await second;
    await texts(); // one more way there and back, so that the second post has been read
    open();
    const [first, repeated] = await answers;
    expect([first.status, repeated.status, repeated.body.id]).toEqual([200, 200, first.body.id]);
    expect(await texts()).toHaveLength(4);
    await slow.close();
  });

  test('reaches the bot if the first time failed, which the client was told with 502', async () => {
    let isBroken = true;
    const flaky = await startServer({
      deliver: (activity, send) =>
        isBroken && activity.type === 'message' ? Promise.reject(new Error('no')) : echoBot(activity, send),
    });
    const { post, texts } = await flaky.begin();
    const failed = await post(message);
    expect([failed.status, failed.body.error.code]).toEqual([502, 'BotError']);
    expect(flaky.errors).toEqual(['directLine.turnFailed']);
    isBroken = false;
    const repeated = await post(message);
    expect(repeated.status).toBe(200);
    expect((await texts()).slice(-2)).toEqual(['first hello', 'second hello']);
    expect((await post(message)).body.id).toBe(repeated.body.id);
    await flaky.close();
  });

  test('with the same id in another conversation is another message', async () => {
    const [mine, theirs] = [await server.begin(), await server.begin()];
    await mine.post(message);
    await theirs.post(message);
    expect(await theirs.texts()).toHaveLength(4);
  });
});
