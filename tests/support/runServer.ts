import type { Activity } from 'botbuilder';
import type { Config } from '../../src/config';
import { startServer } from '../../src/server';
import { brain, NOON } from './startChat';

let sequence = 0;

/** A real server on a free port, with a clock that the test turns and everything that it logs. */
export async function runServer(given: Partial<Config> = {}) {
  const clock = { at: NOON };
  const lines: string[] = [];
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    loopback: true,
    publicUrl: undefined,
    exitUrl: 'https://example.org/',
    contacts: undefined,
    stateFile: undefined,
    stateTtlMs: 24 * 3_600_000,
    requireReview: false,
    app: undefined,
    warnings: [],
    ...given,
  };
  const server = await startServer(
    config,
    brain,
    (event, fields) => lines.push(JSON.stringify({ event, ...fields })),
    () => clock.at,
  );

  async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, text, body: (text === '' ? {} : JSON.parse(text)) as Answered };
  }

  /** An activity as Teams sends it, answered in the response. */
  function message(text: string | undefined, more: object = {}, headers?: Record<string, string>) {
    const activity = {
      type: 'message',
      id: `f:${(sequence += 1)}`,
      ...(text !== undefined && { text }),
      channelId: 'msteams',
      serviceUrl: 'https://smba.example/teams/',
      locale: 'en-GB',
      from: { id: '29:her', aadObjectId: 'object', name: 'Ada Example' },
      recipient: { id: '28:bot', name: 'Back Care' },
      conversation: { id: 'a:personal', conversationType: 'personal', tenantId: 'tenant' },
      deliveryMode: 'expectReplies',
      ...more,
    };
    return post('/api/messages', activity, headers);
  }

  return { ...server, clock, lines, post, message };
}

export interface Answered {
  activities?: Partial<Activity>[];
  error?: { code: string; message: string };
  token?: string;
  conversationId?: string;
  watermark?: string;
}
