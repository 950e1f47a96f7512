import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { loadBrain } from '../../src/brain';
import { loadConfig } from '../../src/config';
import { startServer, type BotServer } from '../../src/server';
import { bubbles, launch, openPhone, write } from './browser';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let bot: BotServer;
const events: string[] = [];

describe('the chat page of the bot', () => {
  beforeAll(async () => {
    browser = await launch();
    const config = loadConfig(
      { PORT: '0', STATE_FILE: ':memory:', EXIT_URL: 'https://exit.example/' },
      Date.now(),
    );
    bot = await startServer(
      config,
      loadBrain(),
      (event: string) => events.push(event),
      () => Date.now(),
    );
  });

  afterAll(async () => {
    await browser.close();
    await bot.close();
  });

  test('greets, answers, takes a button press, and is still there after a reload', async () => {
    const { page, problems } = await openPhone(browser);
    await page.goto(bot.url, { waitUntil: 'commit' });
    await bubbles(page).first().waitFor();
    const greeted = await settledCount(page);

    await write(page, 'Why does my upper back hurt?');
    await bubbles(page)
      .nth(greeted + 1)
      .waitFor();
    const answered = await settledCount(page);

    const button = page.getByRole('toolbar', { name: 'Suggested actions' }).getByRole('button').first();
    await button.click();
    await bubbles(page)
      .nth(answered + 1)
      .waitFor();
    await settledCount(page);
    const said = await bubbles(page).allInnerTexts();
    expect(await page.getByText('Send failed').count()).toBe(0);

    await page.reload();
    await bubbles(page)
      .nth(said.length - 1)
      .waitFor();
    await settledCount(page);
    expect(await bubbles(page).allInnerTexts()).toEqual(said);
    expect(problems).toEqual([]);
    expect(events.filter((event) => event !== 'turn')).toEqual([]);
    await page.context().close();
  });

  test('leaves at once by its button, or by Esc three times, and "back" does not bring the chat back', async () => {
    for (const leave of [
      (page: Page) => page.getByRole('button', { name: 'Leave now' }).click(),
      async (page: Page) => {
        for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape');
      },
    ]) {
      const { page } = await openPhone(browser);
      await page.route('https://exit.example/', (route) => route.fulfill({ body: 'weather' }));
      await page.goto('about:blank');
      await page.goto(bot.url);
      await settledCount(page);
      await write(page, 'my husband hits me');
      await page.getByRole('log').getByText('The button “Leave now” at the top').waitFor();
      await leave(page);
      await page.waitForURL('https://exit.example/');
      await page.goBack();
      expect(page.url()).toBe('about:blank');
      await page.goto(bot.url);
      await settledCount(page);
      expect((await bubbles(page).allInnerTexts()).join(' ')).not.toContain('husband');
      await page.context().close();
    }
  });

  test('puts urgent advice on the screen at once, without a scroll', async () => {
    const { page } = await openPhone(browser);
    await page.goto(bot.url);
    const greeted = await settledCount(page);
    await write(page, 'I have crushing chest pain and I cannot breathe');
    const advice = bubbles(page).nth(greeted + 1);
    await advice.waitFor();
    await settledCount(page);
    expect(await advice.innerText()).toContain('emergency number');
    const box = await advice.boundingBox();
    const top = await page.locator('#chat').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(top?.y ?? Infinity);
    await page.context().close();
  });

  test('speaks Spanish to a Spanish browser, and changes by its link', async () => {
    const { page, problems } = await openPhone(browser, { locale: 'es-MX' });
    await page.goto(bot.url);
    await settledCount(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    expect((await bubbles(page).allInnerTexts()).join(' ')).toContain('espalda');
    await page.getByRole('link', { name: 'English' }).click();
    await settledCount(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('fits a small phone: no sideways scroll, buttons tall enough and with their whole title', async () => {
    const { page } = await openPhone(browser, { viewport: { width: 320, height: 568 } });
    await page.goto(bot.url);
    await settledCount(page);
    const sizes = await page.evaluate<{ tall: boolean; whole: boolean }[]>(
      `[...document.querySelectorAll('.webchat__suggested-actions__button')].map((button) => ({
        tall: button.offsetHeight >= 44,
        whole: button.scrollWidth <= button.clientWidth,
      }))`,
    );
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes).toEqual(sizes.map(() => ({ tall: true, whole: true })));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    const sendBox = await page.locator('.webchat__send-box').boundingBox();
    expect((sendBox?.y ?? Infinity) + (sendBox?.height ?? 0)).toBeLessThanOrEqual(568);
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)(
    'has no accessibility findings in %s colours',
    async (colorScheme) => {
      const { page } = await openPhone(browser, { colorScheme });
      await page.goto(bot.url);
      const greeted = await settledCount(page);
      await write(page, 'What helps at night?');
      await bubbles(page)
        .nth(greeted + 1)
        .waitFor();
      await settledCount(page);
      expect(await findings(page)).toEqual([]);
      await page.context().close();
    },
  );
});

/** How many messages there are once no more have come for a while. */
async function settledCount(page: Page): Promise<number> {
  await bubbles(page).first().waitFor();
  for (let before = -1; ;) {
    const count = await bubbles(page).count();
    if (count === before) return count;
    before = count;
    await page.waitForTimeout(600);
  }
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE); // a script tag would be refused by the policy of the page
  const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
    'axe.run().then(({ violations }) => violations)',
  );
  return found.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html).join(' ')}`);
}
