import type { IncomingMessage } from 'node:http';
import type { ConversationLog } from '../../storage/conversationLog';
import { refuse, type Reply } from '../reply';
import type { TokenClaims, TokenUse, Tokens } from './tokens';

/** Who is asking, or the answer that turns them away. */
export type Authorization = { kind: 'authorized'; claims: TokenClaims } | { kind: 'refused'; reply: Reply };

/** The checks every route starts with. */
export interface Authorize {
  /** The token alone: 401 if it is missing or not ours, 403 if it has expired. */
  token(token: string, use: TokenUse): Authorization;
  /** The token, and that it is for this conversation (403), which is still there (404). */
  conversation(token: string, use: TokenUse, conversationId: string): Authorization;
}

/** The token of the Authorization header, empty if there is none. */
export function bearer({ headers }: IncomingMessage): string {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** Checks tokens against the conversations there are. */
export function createAuthorize(tokens: Tokens, log: ConversationLog): Authorize {
  function token(text: string, use: TokenUse): Authorization {
    const check = tokens.check(text, use);
    if (check.kind === 'valid') return { kind: 'authorized', claims: check.claims };
    if (check.kind === 'expired')
      return turnAway(403, 'TokenExpired', 'The token has expired. Get a new one.');
    return turnAway(
      401,
      'Unauthorized',
      'The token is missing or was not issued by this server. Get a new one.',
    );
  }

  return {
    token,
    conversation: (text, use, conversationId) => {
      const authorization = token(text, use);
      if (authorization.kind === 'refused') return authorization;
      const { conv, user } = authorization.claims;
      if (conv !== conversationId)
        return turnAway(403, 'Forbidden', 'The token is for another conversation.');
      if (log.belongsTo(conv, user)) return authorization;
      return turnAway(404, 'ConversationNotFound', 'There is no such conversation. Start a new one.');
    },
  };
}

function turnAway(status: number, code: string, message: string): Authorization {
  return { kind: 'refused', reply: refuse(status, code, message) };
}
