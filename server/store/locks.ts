export interface Locks {
  /** Work under one key is done one after the other, in the order it came; work under different keys side by side. */
  exclusive<T>(key: LockKey, work: () => Promise<T>): Promise<T>;
  /** Does the work unless some under the same key is being done; resolves to whether it did. */
  unlessHeld(key: LockKey, work: () => Promise<void>): Promise<boolean>;
}

/** A portal's number, or the name of something that is done for all of them. */
export type LockKey = number | string;

export function createLocks(): Locks {
  const tails = new Map<LockKey, Promise<unknown>>();
  const exclusive = async <T>(key: LockKey, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    const tail = result.catch(() => {});
    tails.set(key, tail);
    try {
      return await result;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
  return {
    exclusive,
    async unlessHeld(key, work) {
      if (tails.has(key)) return false;
      await exclusive(key, work);
      return true;
    },
  };
}
