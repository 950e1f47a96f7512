import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { bubbles, launch, openPhone } from './browser';

// `npm run bench:start`: from `node` to the first answered request, and from opening the page to its first words.
const RUNS = 5;
const ROOT = join(__dirname, '..', '..');

interface Started {
  url: string;
  bot: ChildProcess;
  since: number;
}

function start(): Promise<Started> {
  const since = performance.now();
  const bot = spawn(process.execPath, ['dist/src/index.js'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', STATE_FILE: ':memory:' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve) => {
    bot.stdout.once('data', (line: Buffer) => {
      resolve({ url: /http:\S+/.exec(line.toString())?.[0] ?? '', bot, since });
    });
  });
}

function median(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b).map(Math.round);
  return `median ${String(sorted[Math.floor(sorted.length / 2)])} ms, ${String(sorted[0])} to ${String(sorted.at(-1))} ms`;
}

test('start times', async () => {
  const browser = await launch();
  const answered: number[] = [];
  const spoken: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { url, bot, since } = await start();
    const body = JSON.stringify({
      type: 'message',
      text: 'is it normal that my upper back aches',
      channelId: 'emulator',
      from: { id: 'bench' },
      conversation: { id: 'bench' },
      deliveryMode: 'expectReplies',
    });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/messages`, { method: 'POST', headers, body });
    expect(await response.text()).toContain('Sources: ');
    answered.push(performance.now() - since);
    const { page } = await openPhone(browser);
    const opened = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await bubbles(page).first().waitFor();
    spoken.push(performance.now() - opened);
    await page.close();
    bot.kill();
  }
  await browser.close();
  process.stdout.write(`from node to the first answered request: ${median(answered)}\n`);
  process.stdout.write(`from opening the page to its first words: ${median(spoken)}\n`);
});
