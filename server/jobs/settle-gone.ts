import type { Gone } from '../engine/record.ts';
import type { GoneLink } from '../store/gone-links.ts';
import type { LinkSave } from '../store/links.ts';
import type { StoreInTx } from '../store/portal-store.ts';
import { isStopped } from './fate.ts';
import type { Fate } from './fate.ts';
import { openAssociations } from './open-associations.ts';
import type { PlannedLook } from './plan-looks.ts';

/** Links that were only announced until now, creates and matches: they have no row of their own yet that could be moved. */
function recoveredLinks(fates: readonly Fate[]): LinkSave[] {
  return fates.flatMap(({ planned: { look, plan }, leftId, rightId }) => {
    const { recovered, pair, link } = look;
    if (recovered === null || !plan.move || plan.move.kind === 'revive') return [];
    if (leftId === null || rightId === null) return [];
    const created = recovered === 'create';
    const base = link?.base ?? {};
    return [{ pair: pair.name, leftId, rightId, base, matchedBy: created ? 'create' : null, fills: created }];
  });
}

export async function announceGone(store: StoreInTx, fates: readonly Fate[]): Promise<void> {
  await store.saveLinks(recoveredLinks(fates.filter(({ planned }) => firstOf(planned) !== null)));
  await store.markGone(announcedGone(fates));
}

const firstOf = ({ plan: { move } }: PlannedLook): Gone | null => (move && move.kind !== 'revive' ? move.first : null);

/** Links that are to be known as gone before anything is written to the records that are left of them. */
function announcedGone(fates: readonly Fate[]): GoneLink[] {
  return fates.flatMap(({ planned }) => {
    const { pair, rightId } = planned.look;
    const gone = firstOf(planned);
    return gone && rightId !== null ? [{ pair: pair.name, rightId, gone }] : [];
  });
}

/** What becomes of the links themselves, where all that it takes was done. */
export async function settleGone(store: StoreInTx, fates: readonly Fate[]): Promise<void> {
  const gone: GoneLink[] = [];
  const ended: Fate[] = [];
  for (const fate of fates) {
    const { look, plan } = fate.planned;
    if (!plan.move || look.rightId === null || !isDone(fate)) continue;
    if (plan.move.kind === 'end') ended.push(fate);
    if (plan.move.kind !== 'gone') continue;
    gone.push({
      pair: look.pair.name,
      rightId: look.rightId,
      gone: plan.move.gone,
      base: look.link?.base ?? null,
      ...openAssociations(fate),
    });
  }
  await store.saveLinks(recoveredLinks(fates.filter(isDone)));
  await store.markGone(gone);
  await endLinks(store, ended);
}

const isDone = (fate: Fate): boolean => !isStopped(fate) && fate.done.length === fate.planned.plan.operations.length;

async function endLinks(store: StoreInTx, ended: readonly Fate[]): Promise<void> {
  for (const pair of new Set(ended.map(({ planned }) => planned.look.pair))) {
    const ofPair = ended.filter(({ planned }) => planned.look.pair === pair);
    const rightIds = ofPair.flatMap(({ rightId }) => rightId ?? []);
    await store.endLinks(pair.name, rightIds);
    const again = ofPair.flatMap(({ planned: { look, plan } }) => {
      if (plan.move?.kind !== 'end' || !plan.move.again) return [];
      const record = look.right ?? look.left;
      const side = look.right ? ('right' as const) : ('left' as const);
      return record ? [{ side, object: pair[side], id: record.id }] : [];
    });
    await store.acceptNotices(again);
  }
}
