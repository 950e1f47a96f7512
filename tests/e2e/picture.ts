import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { loadBrain } from '../../src/brain';
import { loadConfig } from '../../src/config';
import { startServer, type BotServer } from '../../src/server';
import { bubbles, launch, openPhone, write } from './browser';

// Makes the picture of README again: `npm run picture`.
let browser: Browser;
let bot: BotServer;

beforeAll(async () => {
  browser = await launch();
  const config = loadConfig({ PORT: '0', STATE_FILE: ':memory:' }, Date.now());
  bot = await startServer(config, loadBrain(), () => undefined, Date.now);
});

afterAll(async () => {
  await browser.close();
  await bot.close();
});

test('a question and its answer on a phone', async () => {
  const { page } = await openPhone(browser, { deviceScaleFactor: 2 });
  await page.goto(bot.url);
  await bubbles(page).first().waitFor();
  await write(page, 'can i put a heat pad on my upper back?');
  await page
    .getByText(/No clinician has checked/)
    .first()
    .waitFor({ state: 'attached' });
  await page.waitForTimeout(1500); // the transcript scrolls to its end
  const folder = join(__dirname, '..', '..', 'docs');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, 'conversation.png') });
});
