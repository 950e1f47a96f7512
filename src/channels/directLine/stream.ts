import type { IncomingMessage } from 'node:http';
import type { ConversationLog } from '../../storage/conversationLog';
import type { Authorize } from './authorize';
import { isSameOrigin } from './origin';
import type { Admission } from './sockets';
import { activitySet } from './transcript';

const STREAM_PATH = /^\/v3\/directline\/conversations\/([\w-]+)\/stream$/;

/** A watermark as clients send it; anything else counts as the beginning. */
export function readWatermark(text: string | null): number {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

/** The query of a request, whatever parser the server has. */
export function queryOf({ url = '' }: IncomingMessage): URLSearchParams {
  return new URLSearchParams(url.split('?').slice(1).join('?'));
}

/** The address for the client's WebSocket; it carries its own short-lived token, since browsers send no header. */
export function streamUrl(base: string, conversationId: string, watermark: number, token: string): string {
  const path = `/v3/directline/conversations/${conversationId}/stream`;
  return `${base.replace(/^http/, 'ws')}${path}?watermark=${watermark}&t=${token}`;
}

/** Decides about an upgrade: our page, a stream token of this very conversation, and what was missed. */
export function createAdmission(
  log: ConversationLog,
  authorize: Authorize,
  publicUrl: string | undefined,
): (request: IncomingMessage) => Admission {
  return (request) => {
    const conversationId = STREAM_PATH.exec((request.url ?? '').replace(/\?.*$/s, ''))?.[1];
    if (conversationId === undefined) return { kind: 'refused', status: 404 };
    if (!isSameOrigin(request, publicUrl)) return { kind: 'refused', status: 403 };
    const query = queryOf(request);
    const authorization = authorize.conversation(query.get('t') ?? '', 'stream', conversationId);
    if (authorization.kind === 'refused') return { kind: 'refused', status: authorization.reply.status };
    const missed = (): object | undefined => {
      const { activities, watermark } = log.read(conversationId, readWatermark(query.get('watermark')));
      return activities.length > 0 ? activitySet(activities, watermark) : undefined;
    };
    return { kind: 'admitted', conversationId, missed };
  };
}
