import type { Rate } from './limits';

/** Counts one more for a key: 0 if it may pass, else the seconds to wait. */
export type RateLimit = (key: string) => number;

/** A fixed-window counter that forgets the oldest windows when it would remember more than `trackedKeys`. */
export function createRateLimit(rate: Rate, trackedKeys: number, now: () => number): RateLimit {
  const windows = new Map<string, { start: number; count: number }>();

  function open(key: string, start: number): { start: number; count: number } {
    windows.delete(key); // a Map keeps the order of insertion, so the first key is always the oldest window
    const [oldest] = windows.keys();
    if (oldest !== undefined && windows.size >= trackedKeys) windows.delete(oldest);
    const window = { start, count: 0 };
    windows.set(key, window);
    return window;
  }

  return (key) => {
    const at = now();
    const known = windows.get(key);
    const window = known && Math.abs(at - known.start) < rate.windowMs ? known : open(key, at);
    if (window.count >= rate.max) return Math.max(1, Math.ceil((window.start + rate.windowMs - at) / 1000));
    window.count += 1;
    return 0;
  };
}
