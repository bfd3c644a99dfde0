import { RetryLater } from '../engine/error.ts';
import type { Notice } from '../engine/record.ts';
import type { Db } from '../store/db.ts';
import { hasNotice } from '../store/notices.ts';
import { pause } from './pause.ts';
import { Refused } from './refused.ts';

export interface LookNowDeps {
  readonly db: Db;
  /** Takes the notices as those that a person waits for. */
  readonly ask: (portalId: number, notices: readonly Notice[]) => Promise<void>;
  /** Whether the first sync of the account is over; before it nothing is looked at live. */
  readonly isSynced: (portalId: number) => Promise<boolean>;
}

const ASK_MS = 200;
const PATIENCE_MS = 240_000;

/**
 * Has a HubSpot record looked at, and resolves when that is done. Rejects with Refused before the first sync, with
 * RetryLater for one whose look is put off.
 */
export function createLookNow({ db, ask, isSynced }: LookNowDeps) {
  return async (
    portalId: number,
    { object, id }: { readonly object: string; readonly id: string },
  ): Promise<object> => {
    if (!(await isSynced(portalId))) {
      throw new Refused('The first sync of this account has not run yet. Ask your administrator to run it.');
    }
    const notice: Notice = { side: 'left', object, id };
    await ask(portalId, [notice]);
    const timeout = AbortSignal.timeout(PATIENCE_MS);
    while (await hasNotice(db, portalId, notice)) {
      if (timeout.aborted) throw new RetryLater('The record still waits for its turn.', 60_000);
      await pause(ASK_MS, timeout);
    }
    return { looked: { object, id } };
  };
}
