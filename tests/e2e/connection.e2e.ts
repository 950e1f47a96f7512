import type { Browser, Locator, Page } from 'playwright-core';
import { mountPage } from '../../src/web/page';
import { startServer, type TestServer } from '../channels/support/directLineServer';
import { pageWords } from '../web/pageWords';
import { bubbles, launch, openPhone, write } from './browser';

const HOUR_MS = 3_600_000;

let browser: Browser;
let server: TestServer;

describe('the connection of the chat page', () => {
  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    server = await startServer({
      before: (restify) =>
        mountPage(restify, { languages: ['en', 'es'], words: pageWords, exitUrl: 'https://example.org/' }),
    });
  });

  afterEach(() => server.close());

  describe('a connection that breaks', () => {
    test('comes back by itself, with the same conversation and no second greeting', async () => {
      const page = await openChat();
      await write(page, 'one');
      await bubbles(page).nth(3).waitFor();
      await breakConnection(page);
      await write(page, 'two');
      await bubbles(page).nth(6).waitFor();
      expect(await bubbles(page).allInnerTexts()).toEqual([
        ...['greeting', 'one', 'first one', 'second one'],
        ...['two', 'first two', 'second two'],
      ]);
      expect(await notice(page).innerText()).toBe('');
      await page.context().close();
    });

    test('comes back after hours of sleep, when its token has expired', async () => {
      const page = await openChat();
      server.clock.at += 5 * HOUR_MS;
      await breakConnection(page);
      await write(page, 'awake');
      await bubbles(page).nth(3).waitFor();
      expect(await bubbles(page).allInnerTexts()).toEqual([
        'greeting',
        'awake',
        'first awake',
        'second awake',
      ]);
      await page.context().close();
    });

    test('renews a token that expired while the connection held', async () => {
      const page = await openChat();
      server.clock.at += 5 * HOUR_MS;
      const renewed = page.waitForResponse(/\/v3\/directline\/conversations$/);
      await write(page, 'late');
      await renewed;
      await page.getByRole('button', { name: 'Retry' }).click({ timeout: 30_000 });
      await bubbles(page).nth(3).waitFor();
      expect(await bubbles(page).allInnerTexts()).toEqual(['greeting', 'late', 'first late', 'second late']);
      await page.context().close();
    });

    test('while it is gone, the page says whom to call, and clears that when it is back', async () => {
      const page = await openChat();
      await page.context().setOffline(true);
      server.cutSockets();
      await notice(page).getByText('call 112').waitFor();
      await page.context().setOffline(false);
      await notice(page).getByText('call 112').waitFor({ state: 'detached' });
      await page.context().close();
    });
  });

  describe('a start that fails', () => {
    test.each(['**/api/directline/token', '**/v3/directline/conversations', '**/webchat.js'])(
      'at %s says whom to call, and can be tried again',
      async (address) => {
        const { page } = await openPhone(browser);
        await page.route(address, (route) => route.fulfill({ status: 503, body: '' }));
        await page.goto(server.url);
        await notice(page).getByText('call 112').waitFor();
        await page.unroute(address);
        await notice(page).getByRole('button', { name: 'Try again' }).click();
        await bubbles(page).first().waitFor();
        expect(await bubbles(page).allInnerTexts()).toEqual(['greeting']);
        await page.context().close();
      },
    );
  });
});

async function openChat(): Promise<Page> {
  const { page } = await openPhone(browser);
  await page.goto(server.url);
  await bubbles(page).first().waitFor();
  return page;
}

async function breakConnection(page: Page): Promise<void> {
  const back = page.waitForEvent('websocket');
  server.cutSockets();
  await (await back).waitForEvent('framereceived');
}

function notice(page: Page): Locator {
  return page.locator('#notice');
}
