import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token is good for: the REST calls, or opening one WebSocket. */
export type TokenUse = 'api' | 'stream';

/** Seconds a token lives. Direct Line clients refresh at half of `api`. */
export const TOKEN_SECONDS = { api: 1800, stream: 60 } as const satisfies Record<TokenUse, number>;

/** The claims of a token; the client reads `user` and then refuses other ids. Times in seconds since 1970. */
export interface TokenClaims {
  iss: string;
  conv: string;
  user: string;
  use: TokenUse;
  iat: number;
  nbf: number;
  exp: number;
}

/** What a token turned out to be; "invalid" also for one of another use. */
export type TokenCheck = { kind: 'valid' | 'expired'; claims: TokenClaims } | { kind: 'invalid' };

/** Makes and checks the tokens of this server. */
export interface Tokens {
  issue(use: TokenUse, conversationId: string, userId: string): string;
  check(token: string, use: TokenUse): TokenCheck;
}

const ISSUER = 'urn:local:directline';
const MAX_LENGTH = 2000;
// A clock that was set back must not lock out who just got a token.
const CLOCK_SKEW_SECONDS = 300;
const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

/** JSON Web Tokens (RFC 7519) with HMAC-SHA256 and no other algorithm, whatever a token's header asks for. */
export function createTokens(key: Buffer, now: () => number): Tokens {
  const seconds = (): number => Math.floor(now() / 1000);
  const sign = (payload: string): string =>
    createHmac('sha256', key).update(`${HEADER}.${payload}`).digest('base64url');

  function verified(token: string): unknown {
    const [header, payload, signature, ...rest] = token.length > MAX_LENGTH ? [] : token.split('.');
    if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0)
      return undefined;
    // The encoded form is compared, because several encodings decode to the same bytes.
    const [given, expected] = [Buffer.from(signature), Buffer.from(sign(payload))];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  }

  return {
    issue: (use, conv, user) => {
      const iat = seconds();
      const payload = encode({ iss: ISSUER, conv, user, use, iat, nbf: iat, exp: iat + TOKEN_SECONDS[use] });
      return `${HEADER}.${payload}.${sign(payload)}`;
    },
    check: (token, use) => {
      const claims = verified(token);
      if (!isClaims(claims) || claims.use !== use || claims.nbf > seconds() + CLOCK_SKEW_SECONDS)
        return { kind: 'invalid' };
      return { kind: claims.exp > seconds() ? 'valid' : 'expired', claims };
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function isClaims(value: unknown): value is TokenClaims {
  if (typeof value !== 'object' || value === null) return false;
  const { iss, conv, user, use, nbf, exp } = value as Record<string, unknown>;
  const isForUs = iss === ISSUER && (use === 'api' || use === 'stream');
  return (
    isForUs && [conv, user].every((id) => typeof id === 'string') && [nbf, exp].every(Number.isSafeInteger)
  );
}
