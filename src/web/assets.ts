import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { PROJECT_ROOT } from '../projectRoot';

const SCRIPT = 'text/javascript; charset=utf-8';
const OWN = 'src/web/public';
const WEB_CHAT = 'node_modules/botframework-webchat/dist';

// The whole list: what a browser can ask for is looked up here and nowhere else.
const FILES = [
  { folder: WEB_CHAT, name: 'webchat.js', type: SCRIPT },
  { folder: WEB_CHAT, name: 'webchat.js.LICENSE.txt', type: 'text/plain; charset=utf-8' },
  { folder: OWN, name: 'chat.js', type: SCRIPT },
  { folder: OWN, name: 'leave.js', type: SCRIPT },
  { folder: OWN, name: 'retry.js', type: SCRIPT },
  { folder: OWN, name: 'session.js', type: SCRIPT },
  { folder: OWN, name: 'socket.js', type: SCRIPT },
  { folder: OWN, name: 'look.js', type: SCRIPT },
  { folder: OWN, name: 'page.css', type: 'text/css; charset=utf-8' },
] as const;

/** How a body may be sent; "identity" is the file as it is. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** One file of the page, in memory. */
export interface Asset {
  name: string;
  type: string;
  /** Compressed when first asked for, and kept. */
  body(encoding: Encoding): Promise<Buffer>;
}

/** The files of the page, and a version that changes when any of them does. */
export interface Assets {
  version: string;
  files: Asset[];
}

// Levels that shrink the 4 MB of Web Chat in about a tenth of a second; the best ones take ten seconds.
const COMPRESS: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
  identity: (body) => Promise.resolve(body),
};

/** Reads the files of the page; throws if one is missing. */
export function loadAssets(): Assets {
  const hash = createHash('sha256');
  const files = FILES.map(({ folder, name, type }) => {
    const content = readFileSync(join(PROJECT_ROOT, folder, name));
    hash.update(name).update(content);
    const bodies = new Map<Encoding, Promise<Buffer>>();
    const body = (encoding: Encoding): Promise<Buffer> => {
      const kept = bodies.get(encoding) ?? COMPRESS[encoding](content);
      bodies.set(encoding, kept);
      return kept;
    };
    return { name, type, body };
  });
  return { version: hash.digest('hex').slice(0, 16), files };
}
