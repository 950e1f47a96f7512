import { runServer } from './support/runServer';

let server: Awaited<ReturnType<typeof runServer>>;
beforeEach(async () => {
  server = await runServer();
});
afterEach(() => server.close());

test('a port that is taken refuses the start with place, reason and way out', async () => {
  const port = Number(new URL(server.url).port);
  await expect(runServer({ port })).rejects.toThrow(
    `Cannot listen on HOST="127.0.0.1" PORT="${port}": another program listens there. Stop it, or set PORT`,
  );
});

test('an address that this machine does not have refuses the start as clearly', async () => {
  await expect(runServer({ host: '192.0.2.1' })).rejects.toThrow(
    /^Cannot listen on HOST="192\.0\.2\.1" PORT="0": .*Set HOST/,
  );
});

test('an unknown address gets a 404 that does not repeat it', async () => {
  const response = await fetch(`${server.url}/assets/<script>/somebody@example.org`);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'NotFound' } });
  expect(text).not.toMatch(/script|example/);
});

test.each([5, true, [], {}, 'x'.repeat(10_000)])(
  'an odd locale or id leaves no one without an answer: %.20j',
  async (odd) => {
    for (const type of ['message', 'installationUpdate']) {
      const conversation = { id: `${type}-${typeof odd}` };
      const { status, text } = await server.message('', { type, locale: odd, id: odd, conversation });
      expect([status, text]).toEqual([200, expect.stringMatching(/emergency number/)]);
      expect(text).not.toMatch(/went wrong/);
    }
  },
);

test('without an app id a page of another server cannot post through the browser', async () => {
  for (const origin of ['https://evil.example', 'null'])
    expect((await server.message('hello', {}, { origin })).status).toBe(403);
  expect((await server.message('hello', {}, { origin: server.url })).status).toBe(200);
});
