import { ConfigError, RetryLater } from '../../engine/error.ts';
import type { Call } from './call.ts';
import { Refusal } from './refusal.ts';

export interface Creation {
  readonly path: string;
  readonly body: object;
  /** In sentences: `the property "x" of companies`. */
  readonly what: string;
}

/**
 * Creates a definition, unless it is there already from an earlier attempt or by another process: HubSpot says so with a
 * 409, or for associations with a 400 that speaks of it. Any other refusal is about the account, and for a person.
 */
export async function create(call: Call, { path, body, what }: Creation): Promise<void> {
  try {
    await call({ method: 'POST', path, body, repeatable: true });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 409 || /already exists|can be associated already/i.test(error.words)) return;
    throw new ConfigError(
      `HubSpot does not create ${what}: ${error.words}.`,
      'Make room or allow it in the HubSpot account, or change `provision` in the mapping.',
      { cause: error },
    );
  }
}

const PAUSE_MS = 250;
const LOOKS = 40;

/** Definitions are cached at HubSpot: what was created is known after a fraction of a second, names of labels after minutes. */
export async function untilKnown(
  wait: (ms: number) => Promise<void>,
  what: string,
  isKnown: () => Promise<boolean>,
): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (await known(isKnown)) return;
    await wait(PAUSE_MS);
  }
  throw new RetryLater(`HubSpot does not know ${what} yet.`, 30_000);
}

async function known(isKnown: () => Promise<boolean>): Promise<boolean> {
  try {
    return await isKnown();
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return false;
    throw error;
  }
}
