import type { IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Activity } from 'botbuilder';
import restify from 'restify';
import { WebSocket } from 'ws';
import type { Deliver, DirectLineOptions } from '../../../src/channels/directLine/options';
import { mountDirectLine } from '../../../src/channels/directLine/routes';
import { createConversationLog } from '../../../src/storage/conversationLog';
import { openDatabase } from '../../../src/storage/database';
import { secret } from '../../../src/storage/secret';

/** 30 days, as long as the bot remembers. */
export const STATE_TTL_MS = 30 * 24 * 3600 * 1000;

/** What a call answered. */
export interface Answer {
  status: number;
  headers: Headers;
  body: {
    token: string;
    conversationId: string;
    userId: string;
    expires_in: number;
    domain: string;
    streamUrl: string;
    id: string;
    watermark: string;
    activities: Partial<Activity>[];
    error: { code: string; message: string };
  };
}

/** A call without a body of its own may still send text that is not JSON. */
export interface Call {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A bot that greets, shows that it is typing, and says everything back in two messages. */
export const echoBot: Deliver = async (activity, send) => {
  const from = activity.recipient;
  if (activity.type === 'conversationUpdate') await send([{ type: 'message', from, text: 'greeting' }]);
  if (activity.type !== 'message') return;
  await send([{ type: 'typing', from }]);
  const replyToId = activity.id ?? '';
  await send([{ type: 'message', from, replyToId, text: `first ${activity.text}` }]);
  await send([
    { type: 'message', from, replyToId, text: `second ${activity.text}` },
    { type: 'endOfConversation' },
  ]);
};

/** Starts a server on a free loopback port, with the real log and the given bot. */
export async function startServer(
  given: Partial<DirectLineOptions> & { file?: string; before?: (server: restify.Server) => void } = {},
) {
  const { file, before, ...options } = given;
  const clock = { at: 1_800_000_000_000 };
  const now = (): number => clock.at;
  const db = openDatabase(file);
  const log = createConversationLog(db, now);
  const delivered: Activity[] = [];
  const errors: string[] = [];
  const server = restify.createServer();
  before?.(server);
  const directLine = mountDirectLine(server, {
    log,
    key: secret(db, 'directLine'),
    now,
    stateTtlMs: STATE_TTL_MS,
    onError: (event) => errors.push(event),
    ...options,
    deliver: async (activity, send) => {
      delivered.push(structuredClone(activity));
      await (options.deliver ?? echoBot)(activity, send);
    },
  });
  const upgraded = new Set<Socket>();
  server.server.on('upgrade', (_: unknown, socket: Socket) => upgraded.add(socket));
  const watchers = new Set<(request: IncomingMessage) => void>();
  server.server.on('request', (request: IncomingMessage) => watchers.forEach((watch) => watch(request)));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

  async function call(
    method: 'GET' | 'POST',
    path: string,
    { token, body, headers }: Call = {},
  ): Promise<Answer> {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Answer['body'],
    };
  }

  /** A new conversation that has had its greeting. */
  async function begin(headers?: Record<string, string>) {
    const made = (await call('POST', '/api/directline/token', headers ? { headers } : {})).body;
    const { body } = await call('POST', '/v3/directline/conversations', { token: made.token });
    const path = `/v3/directline/conversations/${body.conversationId}`;
    const post = (activity: unknown): Promise<Answer> =>
      call('POST', `${path}/activities`, { token: body.token, body: activity });
    const say = (text: string): Promise<Answer> => post({ type: 'message', text });
    const texts = async (watermark = ''): Promise<unknown[]> => {
      const { activities } = (
        await call('GET', `${path}/activities?watermark=${watermark}`, { token: body.token })
      ).body;
      return activities.map((activity) => activity.text);
    };
    return { ...body, userId: made.userId, path, post, say, texts };
  }

  async function close(): Promise<void> {
    directLine.close();
    upgraded.forEach((socket) => socket.destroy());
    const closed = new Promise<void>((resolve) => void server.close(resolve));
    server.server.closeAllConnections();
    await closed;
    db.close();
  }

  /** Resolves with the next request that is meant. */
  const untilRequest = (isMeant: (request: IncomingMessage) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watch = (request: IncomingMessage): void => {
        if (isMeant(request) && watchers.delete(watch)) resolve();
      };
      watchers.add(watch);
    });

  const cutSockets = (): void => upgraded.forEach((socket) => socket.destroy());
  return { url, clock, db, log, directLine, delivered, errors, call, begin, untilRequest, cutSockets, close };
}

/** A running test server. */
export type TestServer = Awaited<ReturnType<typeof startServer>>;

/** A plain WebSocket that keeps what it gets: frames as they came, and how it ended. */
export function openSocket(streamUrl: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(streamUrl, { headers });
  const frames: string[] = [];
  const waiting: (() => void)[] = [];
  const wake = (): void => waiting.splice(0).forEach((resume) => resume());
  socket.on('message', (data: Buffer) => {
    frames.push(data.toString());
    wake();
  });
  const opened = new Promise<void>((resolve) => socket.once('open', resolve));
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  const refused = new Promise<number>((resolve) => {
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.on('error', () => undefined);
  });
  async function frame(index: number): Promise<string> {
    for (;;) {
      const found = frames[index];
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }
  return { socket, frames, frame, opened, closed, refused };
}

/** Status and code of a refusal. */
export const errorOf = ({ status, body }: Answer): [number, string] => [status, body.error.code];
