/** Runs work with the same key one after the other. */
export type TurnLock = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** One turn at a time for each conversation: Bot Framework's state would lose what two turns at once write. */
export function createTurnLock(): TurnLock {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
