import { ALARM_HOLD_MS } from './config';
import type { GivenAlarm } from './decision';
import { levelRank } from './knowledge/safety/levels';
import type { Alarm } from './knowledge/safety/safetyCheck';
import type { Memory } from './session';

/** The alarm that still holds: for 24 hours after the last message that raised it, until she settles it. */
export function heldAlarm(memory: Memory, now: number): GivenAlarm | undefined {
  const { alarm } = memory;
  if (alarm === undefined || alarm.settled || now - alarm.at >= ALARM_HOLD_MS) return undefined;
  const { flag, level, since } = alarm;
  return { flag, level, matched: '', stage: memory.safety?.stage ?? {}, since };
}

/**
 * A new alarm against the one that holds: the level only rises. A flag that can wait some days does not push
 * an urgent one aside.
 */
export function raiseAlarm(memory: Memory, alarm: Alarm, now: number): GivenAlarm {
  const held = heldAlarm(memory, now);
  const level = levelRank(held?.level) > levelRank(alarm.level) ? (held?.level ?? alarm.level) : alarm.level;
  const { flag, matched, since } = alarm;
  memory.alarm = { flag, level, at: now, settled: false, ...(since && { since }) };
  return { flag, level, matched, stage: memory.safety?.stage ?? {}, since };
}
