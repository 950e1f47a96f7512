import type { Request, Response, Server } from 'restify';
import { createAuthorize } from './authorize';
import { createConversationRoutes } from './conversationRoutes';
import { DIRECT_LINE_LIMITS } from './limits';
import type { DirectLineOptions } from './options';
import { isSameOrigin } from './origin';
import { createRateLimit } from './rateLimit';
import { refuse, sendReply, type Reply } from '../reply';
import { createSockets } from './sockets';
import { createAdmission } from './stream';
import { createRefreshRoute, createTokenRoute } from './tokenRoutes';
import { createTokens } from './tokens';
import { createTranscript } from './transcript';
import { createTurns } from './turns';

const CONVERSATIONS = '/v3/directline/conversations';

/** What the rest of the house can ask of the embedded Direct Line. */
export interface DirectLine {
  /** Says goodbye to the open WebSockets (1001), before the server stops listening. */
  close(): void;
  /** Deletes what was said in a conversation; the conversation itself goes on. */
  forget(conversationId: string): void;
}

/** Direct Line 3.0 over REST and WebSocket, for the page of this server only, in the process of the bot. */
export function mountDirectLine(server: Server, given: DirectLineOptions): DirectLine {
  const options = { ...given, limits: { ...DIRECT_LINE_LIMITS, ...given.limits } };
  const { log, limits, now, publicUrl, onError } = options;
  const tokens = createTokens(options.key, now);
  const authorize = createAuthorize(tokens, log);
  const admit = createAdmission(log, authorize, publicUrl);
  const sockets = createSockets(server.server, limits, admit, onError);
  const turns = createTurns(options, createTranscript(options, sockets, limits));
  const conversations = createConversationRoutes(options, authorize, tokens, turns);
  const tokenLimit = createRateLimit(limits.tokensPerAddress, limits.trackedKeys, now);

  const answering =
    (handler: (req: Request) => Reply | Promise<Reply>) =>
    async (req: Request, res: Response): Promise<void> => {
      sendReply(res, await answer(req, handler));
    };

  async function answer(req: Request, handler: (req: Request) => Reply | Promise<Reply>): Promise<Reply> {
    if (!isSameOrigin(req, publicUrl))
      return refuse(403, 'ForbiddenOrigin', 'Only the page of this server may ask.');
    try {
      return await handler(req);
    } catch {
      onError('directLine.requestFailed');
      return refuse(500, 'ServiceError', 'The server failed on this request. Try again.');
    }
  }

  server.post('/api/directline/token', answering(createTokenRoute(options, tokens, tokenLimit)));
  server.post('/v3/directline/tokens/refresh', answering(createRefreshRoute(authorize, tokens)));
  server.post(CONVERSATIONS, answering(conversations.start));
  server.get(`${CONVERSATIONS}/:id`, answering(conversations.reconnect));
  server.get(`${CONVERSATIONS}/:id/activities`, answering(conversations.read));
  server.post(`${CONVERSATIONS}/:id/activities`, answering(conversations.post));
  server.post(`${CONVERSATIONS}/:id/upload`, answering(conversations.upload));
  // Upgrades do not come this way; this is what a plain GET gets.
  server.get(`${CONVERSATIONS}/:id/stream`, answering(streamNeedsUpgrade));

  return { close: () => sockets.close(), forget: (conversationId) => log.clear(conversationId) };
}

function streamNeedsUpgrade(): Reply {
  return refuse(426, 'UpgradeRequired', 'This address is for WebSockets.', { Upgrade: 'websocket' });
}
