import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';

// The browser of Debian; elsewhere say where yours is.
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Starts the browser. Throws an Error that says how to get one where there is none. */
export function launch(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(
      `There is no browser at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM to yours.`,
    );
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** A page, and what went wrong on it or left this machine. */
export interface WatchedPage {
  page: Page;
  problems: string[];
}

/** A phone that notes errors on the console and requests to other machines. */
export async function openPhone(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  const elsewhere = (url: string): boolean =>
    !/^(data|blob):/.test(url) && new URL(url).hostname !== '127.0.0.1';
  page.on('request', (request) => {
    if (elsewhere(request.url())) problems.push(`request: ${request.url()}`);
  });
  page.on('websocket', (socket) => {
    if (elsewhere(socket.url())) problems.push(`socket: ${socket.url()}`);
  });
  return { page, problems };
}

/** The messages in the transcript, of both sides. */
export function bubbles(page: Page): Locator {
  return page.locator('.webchat__basic-transcript__transcript .webchat__bubble__content');
}

/** Types into the send box and sends. */
export async function write(page: Page, text: string): Promise<void> {
  const box = page.locator('.webchat__send-box').getByRole('textbox');
  await box.fill(text);
  await box.press('Enter');
}
