import { setTimeout as wait } from 'node:timers/promises';

/** What must be well for this process to take work. Each resolves to null, or to the sentence that says what is not. */
export type Check = () => Promise<string | null> | string | null;

export interface Readiness {
  /** From now on it is not ready: a load balancer sends new calls elsewhere while those at hand end. */
  drain(): void;
  /** Every check by name; null is well. */
  look(): Promise<{ readonly ok: boolean; readonly draining: boolean; readonly checks: Record<string, string | null> }>;
}

/** A store that hangs is as bad as one that is down; probes give up after a few seconds themselves. */
const PATIENCE_MS = 2000;

export function createReadiness(checks: Readonly<Record<string, Check>>, patienceMs = PATIENCE_MS): Readiness {
  let draining = false;
  const outcome = async (check: Check): Promise<string | null> => {
    const slow = wait(patienceMs, `does not answer within ${patienceMs} ms`, { ref: false });
    const asked = Promise.resolve()
      .then(check)
      .catch(() => 'does not answer; see the log');
    return Promise.race([asked, slow]);
  };
  return {
    drain() {
      draining = true;
    },
    async look() {
      const all = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await outcome(check)]));
      const found = Object.fromEntries(all) as Record<string, string | null>;
      return { ok: !draining && Object.values(found).every((one) => one === null), draining, checks: found };
    },
  };
}
