import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import restify from 'restify';
import { mountPage, type PageOptions } from '../../src/web/page';
import { pageWords } from './pageWords';

type Headers = Record<string, string>;
type Got = Pick<IncomingMessage, 'headers'> & { status: number; body: Buffer; text: string };

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Serves the page; what it returns asks for a path exactly as written. */
async function serve(options: Partial<PageOptions> = {}) {
  const server = restify.createServer();
  mountPage(server, {
    languages: ['en', 'es'],
    words: pageWords,
    exitUrl: 'https://example.org/',
    ...options,
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    const closed = new Promise<void>((resolve) => void server.close(resolve));
    server.server.closeAllConnections();
    await closed;
  });
  const { port } = server.server.address() as AddressInfo;
  return (path: string, headers: Headers = {}): Promise<Got> =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body,
            text: body.toString(),
          });
        });
      });
      sent.on('error', reject).end();
    });
}

const policyOf = ({ headers }: Got): string => String(headers['content-security-policy']);
const nonceOf = (page: Got): string => /script-src 'nonce-([^']+)'/.exec(policyOf(page))?.[1] ?? '';
const languageOf = (page: Got): string => /<html lang="([^"]*)"/.exec(page.text)?.[1] ?? '';
const addresses = (page: Got): string[] =>
  [...page.text.matchAll(/(?:src|href)="(assets\/[^"]*)"/g)].map(([, address = '']) => `/${address}`);

describe('the page', () => {
  test('is not kept, not sniffed, not framed, and tells nobody where its reader came from', async () => {
    const get = await serve();
    const { status, headers } = await get('/');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['permissions-policy']).toContain('microphone=()');
  });

  test('lets nothing run or load but what carries its nonce or is of this server', async () => {
    const get = await serve();
    const page = await get('/', { host: 'chat.example.org:8080' });
    const nonce = nonceOf(page);
    expect(policyOf(page).split('; ')).toEqual([
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
      "img-src 'self' blob: data:",
      "connect-src 'self' ws://chat.example.org:8080 wss://chat.example.org:8080",
    ]);
  });

  test('has the nonce on every script and style, and another one the next time', async () => {
    const get = await serve();
    const [page, next] = [await get('/'), await get('/')];
    const tags = [...page.text.matchAll(/<(?:script|style|link rel="stylesheet")[^>]*>/g)].map(
      ([tag]) => tag,
    );
    expect(tags).toHaveLength(3);
    for (const tag of tags) expect(tag).toContain(`nonce="${nonceOf(page)}"`);
    expect(nonceOf(page)).toMatch(/^[\w+/]{22}==$/);
    expect(nonceOf(next)).not.toBe(nonceOf(page));
  });

  test('behind a proxy takes the address it is known by, and only secure sockets for it', async () => {
    const get = await serve({
      publicUrl: 'https://chat.example.org/back',
      frameAncestors: ["'self'", 'https://clinic.example'],
    });
    const page = await get('/', { host: 'internal:3978' });
    expect(policyOf(page)).toMatch(/connect-src 'self' wss:\/\/chat\.example\.org$/);
    expect(policyOf(page)).not.toContain('internal');
    expect(policyOf(page)).toContain("frame-ancestors 'self' https://clinic.example;");
  });

  test('does not let a host header write into its policy', async () => {
    const get = await serve();
    const page = await get('/', { host: "'unsafe-inline'" });
    expect(policyOf(page)).not.toContain('unsafe-inline');
    expect(page.status).toBe(200);
  });

  test.each([
    ['/', {}, 'en'],
    ['/', { 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' }, 'es'],
    ['/', { 'accept-language': 'fr, en;q=0.2, es;q=0.7' }, 'es'],
    ['/', { 'accept-language': 'es;q=0, fr' }, 'en'],
    ['/', { 'accept-language': '*;;q=,,=' }, 'en'],
    ['/?lang=es', { 'accept-language': 'en' }, 'es'],
    ['/?lang=ES-mx', {}, 'es'],
    ['/?lang=../../etc&lang=es', {}, 'es'],
    ['/?lang=%E0%A4', { 'accept-language': 'es' }, 'es'],
  ] as [string, Headers, string][])('%s with %j is in %s', async (path, headers, language) => {
    const get = await serve();
    const page = await get(path, headers);
    expect(languageOf(page)).toBe(language);
    expect(page.headers['content-language']).toBe(language);
    expect(page.headers.vary).toBe('Accept-Language');
    const words = pageWords(language);
    for (const said of [words.heading, words.notEmergency, words.noScript, words.offline, words.tryAgain])
      expect(page.text).toContain(said);
  });

  test('links to the other languages by their own names', async () => {
    const get = await serve();
    expect((await get('/')).text).toMatch(/<a href="\?lang=es" lang="es" hreflang="es"\s*>español</);
    const single = await serve({ languages: ['en'] });
    expect((await single('/')).text).not.toContain('<nav');
  });

  test('shows words as text, whatever is in them', async () => {
    const nasty = `"><script>alert('1')</script>&amp;`;
    const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;';
    const words = pageWords('en');
    const names = Object.keys(words);
    const get = await serve({
      words: () => ({ ...words, ...Object.fromEntries(names.map((n) => [n, nasty])) }),
    });
    const { text } = await get('/');
    expect(text).not.toContain('<script>');
    expect(text.split(escaped)).toHaveLength(names.length + 1);
  });

  test('says the same in every language', () => {
    expect(Object.keys(pageWords('es'))).toEqual(Object.keys(pageWords('en')));
  });
});

describe('scripts and styles', () => {
  test('all that the page names are there, and may be kept for a year', async () => {
    const get = await serve();
    const named = addresses(await get('/'));
    expect(named.map((address) => address.split('/').pop())).toEqual(['page.css', 'webchat.js', 'chat.js']);
    for (const address of named) {
      const { status, headers } = await get(address);
      expect([address, status]).toEqual([address, 200]);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['content-type']).toMatch(/^text\/(javascript|css); charset=utf-8$/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('each module that a script imports is there too', async () => {
    const get = await serve();
    const pending = addresses(await get('/')).filter((address) => address.endsWith('/chat.js'));
    for (const address of pending) {
      const { status, text } = await get(address);
      expect([address, status]).toEqual([address, 200]);
      for (const [, name = ''] of text.matchAll(/from '\.\/([\w.]+)'/g)) {
        const imported = address.replace(/[^/]+$/, name);
        if (!pending.includes(imported)) pending.push(imported);
      }
    }
    expect(pending.length).toBeGreaterThan(3);
  });

  test.each([
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['', undefined, (body: Buffer) => body],
    ['identity', undefined, (body: Buffer) => body],
  ] as const)('Web Chat for "%s" comes as %s, and is the same', async (accepted, encoding, unpack) => {
    const get = await serve();
    const [, address = ''] = addresses(await get('/'));
    const plain = await get(address);
    const { headers, body } = await get(address, { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toBe('Accept-Encoding');
    expect(plain.body.length).toBeGreaterThan(3_000_000);
    if (encoding !== undefined) expect(body.length).toBeLessThan(1_000_000);
    expect(unpack(body).equals(plain.body)).toBe(true);
  });

  test('what a browser still has is not sent again', async () => {
    const get = await serve();
    const [address = ''] = addresses(await get('/'));
    const first = await get(address, { 'accept-encoding': 'gzip' });
    const etag = String(first.headers.etag);
    const again = { 'accept-encoding': 'gzip', 'if-none-match': `"other", ${etag}` };
    const second = await get(address, again);
    expect([second.status, second.body.length]).toEqual([304, 0]);
    expect((await get(address, { 'if-none-match': etag })).status).toBe(200);
  });

  test('nothing else can be had, however it is asked for', async () => {
    const get = await serve();
    const [address = ''] = addresses(await get('/'));
    const folder = address.replace(/[^/]+$/, '');
    for (const path of [
      '/nothing',
      '/page.css',
      '/assets/',
      folder,
      '/assets/0000000000000000/page.css',
      `${folder}../../../package.json`,
      `${folder}..%2f..%2f..%2fpackage.json`,
      `${folder}%2e%2e/%2e%2e/package.json`,
      `${folder}..\\..\\package.json`,
      `${folder}page.css%00.js`,
      '/../package.json',
      '/src/web/public/page.css',
    ]) {
      const { status, text } = await get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(text).not.toContain('back-care-bot');
    }
  });
});
