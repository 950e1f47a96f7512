import type { HandoverNote } from './decision';
import type { Alarm } from './knowledge/safety/safetyCheck';
import type { Memory } from './session';

// What is remembered for the note that she may hand over to a midwife: ids only.

/** Notes a red flag of any level that was raised; the last one stands last. */
export function noteRaised(memory: Memory, { flag, since }: Alarm): void {
  withdrawRaised(memory, flag);
  memory.raised = [...(memory.raised ?? []), { flag, ...(since && { since }) }];
}

/** It was not about her now. */
export function withdrawRaised(memory: Memory, flag: string): void {
  memory.raised = (memory.raised ?? []).filter((one) => one.flag !== flag);
}

/** Notes red flags that she said she has not. */
export function noteDenied(memory: Memory, flags: readonly string[]): void {
  if (flags.length > 0) memory.denied = [...new Set([...(memory.denied ?? []), ...flags])];
}

export function handoverNote({ raised = [], denied = [], safety }: Memory): HandoverNote {
  return { raised, denied, stage: safety?.stage ?? {} };
}
