import { isRemoval } from '../../engine/plan.ts';
import type { LookPlan } from '../../engine/plan.ts';
import type { Drift } from '../../engine/reconcile/report.ts';
import { otherSide } from '../../engine/record.ts';
import type { Link, Side, SyncRecord } from '../../engine/record.ts';
import { planLooks } from '../plan-looks.ts';
import { readLooks } from '../read-looks.ts';
import { nothing } from './drift-couple.ts';
import type { Reconciling } from './reconciling.ts';

/** What a look at a record would do whose counterpart was removed. */
export interface GoneLook {
  readonly link: Link;
  readonly plan: LookPlan;
}

/** By the ids of those of the records that have a link, be it kept for one that is gone. */
export async function goneLooks(
  { portal, subject: { pair } }: Reconciling,
  side: Side,
  records: readonly SyncRecord[],
): Promise<ReadonlyMap<string, GoneLook>> {
  const links = await portal.store[side === 'left' ? 'linksByLeft' : 'linksByRight'](
    pair.name,
    records.map(({ id }) => id),
  );
  const idOf = ({ leftId, rightId }: Pick<Link, 'leftId' | 'rightId'>) => (side === 'left' ? leftId : rightId) ?? '';
  const made = new Map(links.filter(({ state }) => state !== 'reserved').map((link) => [idOf(link), link]));
  const wanted = records
    .filter(({ id }) => made.has(id))
    .map((record) => ({ side, id: record.id, record, notice: null }));
  if (wanted.length === 0) return new Map();
  const planned = await planLooks(portal, await readLooks(portal, pair, wanted));
  return new Map(
    planned.flatMap(({ look, plan }): [string, GoneLook][] => {
      const link = made.get(idOf(look));
      return link ? [[idOf(look), { link, plan }]] : [];
    }),
  );
}

type Said = Pick<Drift, 'explanation' | 'repair' | 'action' | 'wrong'>;

/**
 * What is to be said of a record whose counterpart was removed, and whose pair says what becomes of it (docs/mapping.md): that
 * is carried out, or done already. Null where a person is to be asked, as when the mapping says nothing.
 */
export function saidOfGone(
  { subject: { pair } }: Reconciling,
  side: Side,
  { link, plan }: GoneLook,
  explanation: string | null,
): Said | null {
  const gone = otherSide(side);
  const policy = pair.deleted[gone];
  const [object, id] = [pair[gone], gone === 'left' ? link.leftId : link.rightId];
  const [own, ownId] = [pair[side], side === 'left' ? link.leftId : link.rightId];
  const removal = plan.operations.find(isRemoval);
  const does = (action: string): Said =>
    explanation === null
      ? { explanation, repair: 'look', action }
      : { explanation, ...nothing(`Nothing here: it ${explanation}`) };
  if (removal) return does(`${verbs[removal.kind]} ${removal.object} ${removal.id}: ${object} ${id} was removed.`);
  if (plan.move?.kind === 'end') {
    return does(
      plan.move.again
        ? `Create ${object} for ${own} ${ownId} again: that was restored.`
        : `End the link of ${own} ${ownId}: ${object} ${id} was removed.`,
    );
  }
  if (link.gone?.because === 'unmatched') {
    const why = `was left out by the filter, and ${object} ${id} was put away with it`;
    return { explanation: explanation ?? why, ...nothing(`Nothing: it ${why}.`) };
  }
  if (policy === 'ignore') {
    const why = `stays alone by the mapping (\`deleted: { ${gone}: ignore }\`), since ${object} ${id} was removed`;
    return { explanation: explanation ?? why, ...nothing(`Nothing: it ${why}.`) };
  }
  if (policy === 'ask') return null;
  return explanation === null
    ? { explanation, ...nothing(`Nothing: ${object} ${id} was removed, and the mapping has nothing left to do.`) }
    : { explanation, ...nothing(`Nothing here: it ${explanation}`) };
}

const verbs = { archive: 'Archive', delete: 'Delete', restore: 'Restore' } as const;
