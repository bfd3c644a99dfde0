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
const FRESH_MS = 500;

export function createReadiness(
  checks: Readonly<Record<string, Check>>,
  { patienceMs = PATIENCE_MS, freshMs = FRESH_MS } = {},
): Readiness {
  let draining = false;
  const outcome = async (check: Check): Promise<string | null> => {
    const slow = wait(patienceMs, `does not answer within ${patienceMs} ms`, { ref: false });
    const asked = Promise.resolve()
      .then(check)
      .catch(() => 'does not answer; see the log');
    return Promise.race([asked, slow]);
  };
  const lookAll = async (): Promise<Record<string, string | null>> => {
    const all = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await outcome(check)]));
    return Object.fromEntries(all) as Record<string, string | null>;
  };
  let latest: { readonly at: number; readonly found: Promise<Record<string, string | null>> } | null = null;
  // Anybody may ask, and as often as he likes; the store is asked once in a while.
  const lookOnce = (): Promise<Record<string, string | null>> => {
    const now = performance.now();
    if (latest === null || now - latest.at > freshMs) latest = { at: now, found: lookAll() };
    return latest.found;
  };
  return {
    drain() {
      draining = true;
    },
    async look() {
      const found = await lookOnce();
      return { ok: !draining && Object.values(found).every((one) => one === null), draining, checks: found };
    },
  };
}
