import type { StoreInTx } from '../store/portal-store.ts';
import type { HeldNow, HeldRecord } from '../store/inbox.ts';
import type { LinkSave, Released, Reserved } from '../store/links.ts';
import { isAssociationKey } from '../engine/associations.ts';
import { pendingOf } from '../engine/pending.ts';
import type { Pending, RoleLink } from '../engine/record.ts';
import { undone, withTarget } from './fate.ts';
import type { Fate } from './fate.ts';
import { ledgerEntries, traceOf } from './ledger-entries.ts';
import type { Work } from './ledger-entries.ts';
import { fingerprint } from './fingerprint.ts';
import { lookResult } from './look-result.ts';
import { matchedBy } from './matched-by.ts';
import { rememberCreated } from './remember-keys.ts';
import { settleGone } from './settle-gone.ts';
import { openAssociations } from './open-associations.ts';
import type { Portal } from './portal.ts';
import type { OpenLook } from './read-looks.ts';
import { settledBase } from './settled-base.ts';

/**
 * Saves what became of a batch in one transaction: links with their bases, ledger, inbox. `more` joins it, so that
 * notices go exactly when what they led to is saved.
 */
export async function saveLooks(
  portal: Portal,
  fates: readonly Fate[],
  work: Work,
  more: (store: StoreInTx) => Promise<void>,
): Promise<void> {
  const links = fates.flatMap(linkToSave);
  const held = fates.flatMap(heldNow);
  await portal.store.tx(async (store) => {
    const saved = await store.saveLinks(links);
    await store.saveLinkRoles(fates.flatMap(rolesToSave));
    if (saved.length < links.length) held.push(...lostLinks(links, saved));
    await rememberCreated(store, portal.mapping, fates);
    await store.releaseLinks(fates.flatMap(refusedCreate));
    await store.reserveLinks(fates.flatMap(existingLink));
    await settleGone(store, fates);
    await store.appendLedger(fates.flatMap((fate) => ledgerEntries(work, fate)));
    await store.clearHeld(
      fates.flatMap((fate) => recordsOf(fate.planned.look)),
      held,
    );
    await store.holdRecords(held);
    await more(store);
  });
}

const heldNow = (fate: Fate): HeldNow[] =>
  lookResult(fate).held.map((held) => ({ ...held, ...traceOf(fate), fingerprint: fingerprint(fate) }));

export function linkToSave(fate: Fate): LinkSave[] {
  const { look, plan } = fate.planned;
  if (look.link?.state === 'gone' && plan.move?.kind !== 'revive') return [];
  if (plan.move && plan.move.kind !== 'revive' && fate.refused === null) return [];
  const base = settledBase(fate);
  if (base === null || fate.leftId === null || fate.rightId === null) return [];
  const link = fate.done.find((operation) => operation.kind === 'link');
  const created = look.recovered === 'create' || fate.done.some((operation) => operation.kind === 'create');
  const how = link ? matchedBy(link) : created ? 'create' : null;
  return [
    {
      pair: look.pair.name,
      leftId: fate.leftId,
      rightId: fate.rightId,
      base,
      matchedBy: how,
      fills: created,
      ...stillPending(fate),
    },
  ];
}

const rolesToSave = ({ done }: Fate): RoleLink[] =>
  done.flatMap((operation) => {
    if (operation.kind !== 'link' || operation.role === undefined) return [];
    const { pair, leftId, rightId, role } = operation;
    return [{ pair, leftId, rightId, role, matchedBy: matchedBy(operation) }];
  });

/** Writes whose answer was lost stay announced, so that the next look knows them for ours. */
function stillPending(fate: Fate): { pending?: Pending[] } {
  const { look, plan, by } = fate.planned;
  if (fate.unsettled === null) return openAssociations(fate);
  const announced = (look.link?.pending ?? []).filter(({ field }) => isAssociationKey(field));
  const open = undone(fate).map((operation) => withTarget(fate, operation));
  return { pending: [...announced, ...pendingOf(look.pair, open, plan.base ?? look.link?.base ?? null, by)] };
}

function refusedCreate({ refused }: Fate): Released[] {
  if (refused?.operation.kind !== 'create') return [];
  const { pair, side, reference } = refused.operation;
  return [side === 'left' ? { pair, rightId: reference } : { pair, leftId: reference }];
}

/** As a match that is announced: the next look merges the two, and takes neither's values for agreed on. */
function existingLink({ planned, rightId, existing }: Fate): Reserved[] {
  if (existing === null || rightId === null) return [];
  const { name: pair } = planned.look.pair;
  return [{ pair, rightId, leftId: existing, matchedBy: 'existing', pending: [] }];
}

function recordsOf(look: OpenLook): HeldRecord[] {
  const pair = look.pair.name;
  return [
    ...(look.leftId === null ? [] : [{ pair, side: 'left' as const, recordId: look.leftId }]),
    ...(look.rightId === null ? [] : [{ pair, side: 'right' as const, recordId: look.rightId }]),
  ];
}

/** Another worker linked the same left record in the meantime; its link stays. */
function lostLinks(links: readonly LinkSave[], saved: readonly { pair: string; rightId: string }[]) {
  return links
    .filter((link) => !saved.some((one) => one.pair === link.pair && one.rightId === link.rightId))
    .map(({ pair, leftId, rightId }) => ({
      kind: 'unsure' as const,
      pair,
      side: 'right' as const,
      recordId: rightId,
      reason: `${rightId} was matched with the left record ${leftId}, which was linked with another one at the same moment.`,
      fix: 'Retry. If it is held again, make the match fields of the two right records differ.',
      detail: { candidates: [leftId] },
    }));
}
