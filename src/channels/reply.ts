import type { Response } from 'restify';

/** What a route answers, before it is written to the wire. */
export interface Reply {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

/** The error body of Direct Line 3.0. The message is for developers; no user sees it. */
export function refuse(
  status: number,
  code: string,
  message: string,
  headers?: Record<string, string>,
): Reply {
  return { status, body: { error: { code, message } }, ...(headers && { headers }) };
}

/** 429 with the seconds to wait. */
export function refuseForNow(seconds: number): Reply {
  return refuse(429, 'TooManyRequests', 'Too many requests. Wait as long as Retry-After says.', {
    'Retry-After': String(seconds),
  });
}

/** Writes JSON whatever the Accept header says; nothing here may be kept by a cache. */
export function sendReply(res: Response, { status, body, headers }: Reply): void {
  res.sendRaw(status, JSON.stringify(body), {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
}
