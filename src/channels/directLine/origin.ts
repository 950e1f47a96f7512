import type { IncomingMessage } from 'node:http';

const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i;

/** Whether a request comes from our own page or from no page at all; X-Forwarded-Host is not believed. */
export function isSameOrigin({ headers }: IncomingMessage, publicUrl?: string): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (!/^https?:\/\//i.test(origin) || !URL.canParse(origin)) return false; // "null" is what a sandboxed frame sends
  const { protocol, host: originHost, origin: normalised } = new URL(origin);
  if (publicUrl !== undefined && normalised === new URL(publicUrl).origin) return true;
  return host !== undefined && HOST.test(host) && originHost === new URL(`${protocol}//${host}`).host;
}

/** Where this client reaches us, without a slash at the end: `publicUrl`, else what its request says. */
export function baseUrl(req: IncomingMessage, publicUrl?: string): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  const { host = '' } = req.headers;
  return `${isHttps(req) ? 'https' : 'http'}://${HOST.test(host) ? host : 'localhost'}`;
}

// Only the client itself gets the address we make of this, so a lie about the protocol fools nobody else.
function isHttps({ headers, socket }: IncomingMessage): boolean {
  if ('encrypted' in socket && socket.encrypted === true) return true;
  return (
    headers.origin?.startsWith('https:') === true || /^https\b/.test(String(headers['x-forwarded-proto']))
  );
}
