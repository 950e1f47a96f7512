import type { LogCap } from '../../storage/conversationLog';

/** At most `max` in any `windowMs` milliseconds, counted from the first. */
export interface Rate {
  max: number;
  windowMs: number;
}

/** What one client, one conversation and all of them together may use. */
export interface DirectLineLimits {
  tokensPerAddress: Rate;
  conversationsPerAddress: Rate;
  postsPerConversation: Rate;
  readsPerConversation: Rate;
  /** How many addresses or conversations each rate remembers. */
  trackedKeys: number;
  bodyBytes: number;
  /** What is kept of one conversation; the oldest entries go first. */
  log: LogCap;
  openSockets: number;
  /** The largest frame a client may send. */
  frameBytes: number;
  /** What may wait for a slow reader before it is cut off; it reconnects and reads on from its watermark. */
  unsentBytes: number;
  pingMs: number;
}

/** Generous to a clinic whose users share one address, tight to a script. */
export const DIRECT_LINE_LIMITS: DirectLineLimits = {
  tokensPerAddress: { max: 120, windowMs: 600_000 },
  conversationsPerAddress: { max: 60, windowMs: 600_000 },
  postsPerConversation: { max: 30, windowMs: 60_000 },
  readsPerConversation: { max: 1200, windowMs: 60_000 },
  trackedKeys: 20_000,
  bodyBytes: 65_536,
  log: { entries: 400, characters: 1_000_000 },
  openSockets: 2000,
  frameBytes: 4096,
  unsentBytes: 8_000_000,
  pingMs: 15_000,
};
