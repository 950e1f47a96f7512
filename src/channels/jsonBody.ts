import type { Request } from 'restify';
import { refuse, type Reply } from './reply';

const MAX_NESTING = 32;
// An honest client that sends too much still gets to read its 413; beyond this it is cut off.
const DISCARDED_BYTES = 1_000_000;
const DANGEROUS_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** A request's body: what was in it (undefined if nothing), or why it is refused. */
export type JsonBody = { kind: 'json'; value: unknown } | { kind: 'refused'; reply: Reply };

/** Whether fields can be read from this value. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a JSON body of at most `maxBytes`, without the keys that could change an object's prototype. */
export async function readJson(req: Request, maxBytes: number): Promise<JsonBody> {
  if (Number(req.headers['content-length'] ?? 0) > maxBytes + DISCARDED_BYTES) return tooLarge(maxBytes);
  const parsed: unknown = req.body; // a body parser of the server may have been first
  const text =
    parsed === undefined || parsed === null ? await readText(req, maxBytes) : JSON.stringify(parsed);
  if (text === undefined || Buffer.byteLength(text) > maxBytes) return tooLarge(maxBytes);
  if (text.trim() === '') return { kind: 'json', value: undefined };
  try {
    const value: unknown = JSON.parse(text, (key, field: unknown) =>
      DANGEROUS_KEYS.has(key) ? undefined : field,
    );
    if (!isDeeper(value, MAX_NESTING)) return { kind: 'json', value };
  } catch {
    // Not JSON, or nested until the stack ends: the same answer.
  }
  return {
    kind: 'refused',
    reply: refuse(400, 'MalformedData', 'The body is not JSON, or it is nested too deep.'),
  };
}

function readText(req: Request, maxBytes: number): Promise<string | undefined> {
  if (req.readableEnded) return Promise.resolve('');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else if (bytes > maxBytes + DISCARDED_BYTES) resolve(undefined);
    });
    req.on('end', () => resolve(bytes > maxBytes ? undefined : Buffer.concat(chunks).toString('utf8')));
    req.on('close', () => resolve('')); // the client went away; nobody reads the answer
  });
}

function tooLarge(maxBytes: number): JsonBody {
  const message = `The body is larger than ${maxBytes} bytes.`;
  return { kind: 'refused', reply: refuse(413, 'PayloadTooLarge', message, { Connection: 'close' }) };
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => isDeeper(child, levels - 1));
}
