export const LEVELS = ['few-days', 'same-day', 'emergency'] as const;
/** How urgent a red flag is, from least to most. */
export type Level = (typeof LEVELS)[number];

export const levelRank = (level: Level | undefined): number =>
  level === undefined ? -1 : LEVELS.indexOf(level);
