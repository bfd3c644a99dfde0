import type { Side } from '../../engine/record.ts';
import type { Waiting } from '../../store/reconcile-waiting.ts';
import { pairNamed } from './associations.ts';
import type { Compared } from './compare.ts';
import type { Reconciling } from './reconciling.ts';

/** Why nothing has to be done about a difference here: what waits, and where; null when nothing does. */
export interface Explainer {
  ofRecords(leftId: string | null, rightId: string | null): string | null;
  /** The right record of another pair that an association is to lead to. */
  ofTarget(pair: string, rightId: string): string | null;
}

export async function explainer(
  { portal, kept, subject }: Reconciling,
  suspects: readonly { readonly leftId: string | null; readonly rightId: string | null }[],
  compared: readonly Compared[],
): Promise<Explainer> {
  const records = suspects.flatMap(({ leftId, rightId }) => [...ref('left', leftId), ...ref('right', rightId)]);
  const own = byRecord(await kept.waitingOf(subject.pair.name, subject.pair, records));
  const targets = new Map<string, Map<string, Waiting>>();
  const gone = new Set<string>();
  for (const { to } of subject.pair.associations) {
    const rightIds = compared.flatMap(({ unassociated }) =>
      unassociated.filter((one) => one.to === to).flatMap(({ rightId }) => rightId ?? []),
    );
    const target = pairNamed(portal.mapping.pairs, to);
    const waiting = await kept.waitingOf(
      to,
      target,
      rightIds.flatMap((id) => ref('right', id)),
    );
    targets.set(to, byRecord(waiting));
    for (const { state, rightId } of await portal.store.linksByRight(to, rightIds)) {
      if (state === 'gone') gone.add(`${to} ${rightId}`);
    }
  }
  return {
    ofRecords(leftId, rightId) {
      const found = own.get(`right ${rightId}`) ?? own.get(`left ${leftId}`);
      return found ? words(found, '') : null;
    },
    ofTarget(pair, rightId) {
      const found = targets.get(pair)?.get(`right ${rightId}`);
      if (found) return words(found, `${pair} ${rightId} `);
      return gone.has(`${pair} ${rightId}`)
        ? `${pair} ${rightId} has no counterpart any more: one of the two was removed`
        : null;
    },
  };
}

const ref = (side: Side, id: string | null) => (id === null ? [] : [{ side, id }]);

/** The inbox says more than the queue does. */
function byRecord(waiting: readonly Waiting[]): Map<string, Waiting> {
  const sorted = waiting.toSorted((a, b) => Number(b.where === 'queue') - Number(a.where === 'queue'));
  return new Map(sorted.map((one) => [`${one.side} ${one.id}`, one]));
}

const words = ({ where, kind, reason }: Waiting, who: string): string =>
  where === 'inbox' ? `${who}waits in the inbox (${kind}): ${reason}` : `${who}${reason}`;
