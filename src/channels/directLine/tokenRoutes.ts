import { randomUUID } from 'node:crypto';
import type { Request } from 'restify';
import { bearer, type Authorize } from './authorize';
import { clientOf } from './clientAddress';
import type { DirectLineOptions } from './options';
import { baseUrl } from './origin';
import type { RateLimit } from './rateLimit';
import { refuseForNow, type Reply } from '../reply';
import { TOKEN_SECONDS, type Tokens } from './tokens';

/**
 * POST /api/directline/token: a token for a new conversation, or, with a token of ours in Authorization, even one
 * that has expired, for the conversation and user it names, so that a reloaded page goes on where it was.
 */
export function createTokenRoute(
  options: DirectLineOptions,
  tokens: Tokens,
  limit: RateLimit,
): (req: Request) => Reply {
  const { log, now, stateTtlMs, publicUrl } = options;

  function former(token: string): { conv: string; user: string } | undefined {
    const check = tokens.check(token, 'api');
    if (check.kind === 'invalid' || now() - check.claims.exp * 1000 > stateTtlMs) return undefined;
    return log.belongsTo(check.claims.conv, check.claims.user) ? check.claims : undefined;
  }

  return (req) => {
    const seconds = limit(clientOf(req, options));
    if (seconds > 0) return refuseForNow(seconds);
    const { conv, user } = former(bearer(req)) ?? { conv: randomUUID(), user: `dl_${randomUUID()}` };
    const token = tokens.issue('api', conv, user);
    const domain = `${baseUrl(req, publicUrl)}/v3/directline`;
    return {
      status: 200,
      body: { token, conversationId: conv, userId: user, expires_in: TOKEN_SECONDS.api, domain },
    };
  };
}

/** POST /v3/directline/tokens/refresh: a fresh token for one that has not expired. */
export function createRefreshRoute(authorize: Authorize, tokens: Tokens): (req: Request) => Reply {
  return (req) => {
    const first = authorize.token(bearer(req), 'api');
    if (first.kind === 'refused') return first.reply;
    const { conv, user } = first.claims;
    const token = tokens.issue('api', conv, user);
    return { status: 200, body: { conversationId: conv, token, expires_in: TOKEN_SECONDS.api } };
  };
}
