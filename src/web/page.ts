import { randomBytes } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { baseUrl } from '../channels/directLine/origin';
import { loadAssets, type Asset, type Encoding } from './assets';
import { renderDocument } from './document';
import { pageHeaders, PUBLIC_HEADERS } from './policy';
import { chooseLanguage, preferences } from './preferences';
import type { PageWords } from './words';

export type { PageWords } from './words';

/** What the Web Chat page needs from the rest of the house. */
export interface PageOptions {
  /** Codes, "en"; the first is for readers who ask for none of them. */
  languages: readonly string[];
  words: (language: string) => PageWords;
  /** Where the button "Leave now" goes: a page that tells nothing. */
  exitUrl: string;
  /** Where browsers reach this server, if a proxy hides it: "https://chat.example.org". */
  publicUrl?: string;
  /** Origins that may show the page in a frame; none by default. */
  frameAncestors?: string[];
}

/** Serves the Web Chat page at "/" with its scripts and style; nothing on it comes from elsewhere. */
export function mountPage(server: Server, options: PageOptions): void {
  const { languages, words, exitUrl, publicUrl, frameAncestors } = options;
  const { version, files } = loadAssets();
  const assets = `assets/${version}`;

  server.get('/', (req, res, next) => {
    const asked = new URLSearchParams(req.getQuery()).getAll('lang');
    const language = chooseLanguage(languages, [...asked, ...preferences(req.headers['accept-language'])]);
    const nonce = randomBytes(16).toString('base64');
    const page = renderDocument({ language, languages, words: words(language), exitUrl, nonce, assets });
    res.sendRaw(200, page, {
      ...pageHeaders(nonce, baseUrl(req, publicUrl), frameAncestors),
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': language,
      Vary: 'Accept-Language',
    });
    next();
  });

  for (const file of files)
    server.get(`/${assets}/${file.name}`, async (req, res) => {
      await sendAsset(req, res, file, version);
    });
}

async function sendAsset(req: Request, res: Response, file: Asset, version: string): Promise<void> {
  const encoding = chooseEncoding(req.headers['accept-encoding']);
  const etag = `"${version}-${encoding}"`;
  const headers = {
    ...PUBLIC_HEADERS,
    'Cache-Control': 'public, max-age=31536000, immutable', // another version has another address
    Vary: 'Accept-Encoding',
    ETag: etag,
  };
  if (req.headers['if-none-match']?.includes(etag) === true) {
    res.sendRaw(304, '', headers);
    return;
  }
  res.sendRaw(200, await file.body(encoding), {
    ...headers,
    'Content-Type': file.type,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  });
}

function chooseEncoding(header: string | string[] | undefined): Encoding {
  const accepted = preferences(String(header ?? ''));
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding)) ?? 'identity';
}
