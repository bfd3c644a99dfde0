import type { Mapping } from '../engine/mapping.ts';
import type { InboxEntry } from '../store/inbox-entries.ts';
import type { PortalStore } from '../store/portal-store.ts';
import { choose } from './choose.ts';
import type { Choice } from './choose.ts';
import { editHeld } from './edit-held.ts';
import type { HeldEdit } from './edit-held.ts';
import { noticesOf, pairObjects } from './inbox-notices.ts';
import type { OpenPortal } from './open-portal.ts';
import { Refused } from './refused.ts';

interface InboxDeps {
  readonly mapping: Mapping;
  readonly store: (portalId: number) => PortalStore;
  readonly openPortal: OpenPortal;
  readonly wake: (portalId: number) => Promise<void>;
}

/** What a person sees waiting, and says to it. Everything but reading rejects with Refused when it cannot be done. */
export interface InboxService {
  /** `ignored`: those that are ignored as well. */
  inbox(portalId: number, asked?: { readonly ignored?: boolean }): Promise<InboxEntry[]>;
  /** Looks again at everything in the inbox, or at one entry. Resolves to how many records that are. */
  retry(portalId: number, entryId?: number): Promise<number>;
  /** The entry may stay as it is until one of its records changes; `reason` null takes that back. */
  ignore(portalId: number, entryId: number, reason: string | null): Promise<void>;
  /** Decides the conflicts of a record that wait, and looks at it. */
  choose(portalId: number, choice: Choice): Promise<void>;
  /** Writes values to one of the entry's records, as the person would in its system, and looks at it. */
  edit(portalId: number, edit: HeldEdit): Promise<void>;
  /** Has the entries looked at whose next automatic try has come. */
  readonly retryDue: (portalId: number) => Promise<void>;
}

export function createInboxService({ mapping, store, openPortal, wake }: InboxDeps): InboxService {
  return {
    inbox: (portalId, { ignored = false } = {}) => store(portalId).inboxOf({ ignored, objects: pairObjects(mapping) }),
    async retry(portalId, entryId) {
      const of = store(portalId);
      const held = entryId === undefined ? await of.inboxRecords() : [await entryOf(of, entryId)];
      const notices = noticesOf(mapping, held);
      await of.acceptNotices(notices);
      await wake(portalId);
      return notices.length;
    },
    async ignore(portalId, entryId, reason) {
      if (!(await store(portalId).ignoreHeld(entryId, reason))) throw noEntry(entryId);
    },
    async choose(portalId, choice) {
      await choose(await openPortal(portalId, 'card'), choice);
      await wake(portalId);
    },
    async edit(portalId, edit) {
      const entry = await entryOf(store(portalId), edit.entryId);
      await editHeld(await openPortal(portalId, 'card'), entry, edit);
      await wake(portalId);
    },
    async retryDue(portalId) {
      await store(portalId).tx(async (inTx) => {
        await inTx.acceptNotices(noticesOf(mapping, await inTx.takeDueHeld()));
      });
    },
  };
}

async function entryOf(store: PortalStore, id: number): Promise<InboxEntry> {
  const [entry] = await store.inboxOf({ id });
  if (entry) return entry;
  throw noEntry(id);
}

const noEntry = (id: number): Refused =>
  new Refused(`The inbox has no entry ${id}. "ledgerline inbox" lists those that wait; it may have been settled.`);
