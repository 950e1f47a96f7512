import type { Request } from 'restify';
import { bearer, type Authorize } from './authorize';
import { languageTag, readActivity } from './incoming';
import { isJsonObject, readJson } from '../jsonBody';
import type { DirectLineLimits } from './limits';
import { clientOf } from './clientAddress';
import type { DirectLineOptions } from './options';
import { baseUrl } from './origin';
import { createRateLimit } from './rateLimit';
import { refuse, refuseForNow, type Reply } from '../reply';
import { queryOf, readWatermark, streamUrl } from './stream';
import { TOKEN_SECONDS, type TokenClaims, type Tokens } from './tokens';
import { activitySet } from './transcript';
import type { Turns } from './turns';

type Handler = (req: Request) => Reply | Promise<Reply>;

/** The calls of Direct Line 3.0 about one conversation. */
export interface ConversationRoutes {
  start: Handler;
  reconnect: Handler;
  read: Handler;
  post: Handler;
  upload: Handler;
}

/** Starting, resuming, reading and writing a conversation. */
export function createConversationRoutes(
  options: DirectLineOptions & { limits: DirectLineLimits },
  authorize: Authorize,
  tokens: Tokens,
  turns: Turns,
): ConversationRoutes {
  const { log, limits, now, publicUrl } = options;
  const startLimit = createRateLimit(limits.conversationsPerAddress, limits.trackedKeys, now);
  const postLimit = createRateLimit(limits.postsPerConversation, limits.trackedKeys, now);
  const readLimit = createRateLimit(limits.readsPerConversation, limits.trackedKeys, now);

  function opened(req: Request, status: number, { conv, user }: TokenClaims): Reply {
    const watermark = readWatermark(queryOf(req).get('watermark'));
    const token = tokens.issue('api', conv, user);
    const stream = streamUrl(baseUrl(req, publicUrl), conv, watermark, tokens.issue('stream', conv, user));
    return {
      status,
      body: { conversationId: conv, token, expires_in: TOKEN_SECONDS.api, streamUrl: stream },
    };
  }

  // The conversation named in the path, its owner, and a place within the limit; then the work.
  function guarded(
    limit: (key: string) => number,
    work: (req: Request, claims: TokenClaims) => ReturnType<Handler>,
  ) {
    return (req: Request): ReturnType<Handler> => {
      const authorization = authorize.conversation(bearer(req), 'api', pathId(req));
      if (authorization.kind === 'refused') return authorization.reply;
      const seconds = limit(authorization.claims.conv);
      return seconds > 0 ? refuseForNow(seconds) : work(req, authorization.claims);
    };
  }

  async function start(req: Request): Promise<Reply> {
    const authorization = authorize.token(bearer(req), 'api');
    if (authorization.kind === 'refused') return authorization.reply;
    const { claims } = authorization;
    const body = await readJson(req, limits.bodyBytes);
    if (body.kind === 'refused') return body.reply;
    if (log.belongsTo(claims.conv, claims.user)) return opened(req, 200, claims);
    const seconds = startLimit(clientOf(req, options));
    if (seconds > 0) return refuseForNow(seconds);
    log.create(claims.conv, claims.user);
    const locale = isJsonObject(body.value) ? languageTag(body.value['locale']) : undefined;
    await turns.greet(claims.conv, claims.user, locale);
    return opened(req, 201, claims);
  }

  return {
    start,
    reconnect: guarded(readLimit, (req, claims) => opened(req, 200, claims)),
    read: guarded(readLimit, (req, { conv }) => {
      const { activities, watermark } = log.read(conv, readWatermark(queryOf(req).get('watermark')));
      return { status: 200, body: activitySet(activities, watermark) };
    }),
    post: guarded(postLimit, async (req, { conv, user }) => {
      const body = await readJson(req, limits.bodyBytes);
      return body.kind === 'refused' ? body.reply : turns.receive(conv, user, readActivity(body.value));
    }),
    upload: guarded(postLimit, () =>
      refuse(415, 'UnsupportedMediaType', 'Files are not accepted. Send text.'),
    ),
  };
}

function pathId(req: Request): string {
  const { id } = req.params as { id?: unknown };
  return typeof id === 'string' ? id : '';
}
