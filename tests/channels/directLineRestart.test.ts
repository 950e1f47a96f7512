import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSocket, startServer } from './support/directLineServer';

const folder = mkdtempSync(join(tmpdir(), 'direct-line-'));

afterAll(() => rmSync(folder, { recursive: true }));

test('after a restart on the same file the tokens, the log and the repeated posts are known', async () => {
  const file = join(folder, 'state.sqlite');
  const message = { type: 'message', text: 'hello', channelData: { clientActivityID: 'mine-1' } };
  const before = await startServer({ file });
  const { path, token, post } = await before.begin();
  const { body } = await post(message);
  await before.close();

  const after = await startServer({ file });
  const reopened = await after.call('POST', '/v3/directline/conversations', { token });
  expect(reopened.status).toBe(200);
  expect((await after.call('POST', `${path}/activities`, { token, body: message })).body.id).toBe(body.id);
  expect(after.delivered).toEqual([]);
  const { frame } = openSocket(reopened.body.streamUrl);
  const { activities } = JSON.parse(await frame(0)) as { activities: { text: string }[] };
  expect(activities.map(({ text }) => text)).toEqual(['greeting', 'hello', 'first hello', 'second hello']);
  await after.close();
});
