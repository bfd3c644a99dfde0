import type { Pair } from '../engine/mapping.ts';
import { isAssociationKey } from '../engine/associations.ts';
import type { Side, Work } from '../engine/record.ts';
import type { LinkSave } from '../store/links.ts';
import { planUndo } from '../engine/undo.ts';
import type { UndoPlan } from '../engine/undo.ts';
import type { LeftAlone, UndoTarget, Written, WrittenRecord } from '../store/undo.ts';
import { applyLooks } from './apply-looks.ts';
import { isStopped, undone } from './fate.ts';
import type { Fate } from './fate.ts';
import { createOf, leftAloneOf as ofCreate } from './undo-creates.ts';
import type { UndoneCreate } from './undo-creates.ts';
import type { PlannedLook } from './plan-looks.ts';
import type { Portal } from './portal.ts';
import { readLooks } from './read-looks.ts';
import type { OpenLook } from './read-looks.ts';
import { linkToSave } from './save-looks.ts';

/** One record of an undo, or two that are linked. */
export interface UndoLook {
  readonly look: OpenLook;
  readonly undo: UndoPlan;
  /** How many values earlier tries of this very undo have put back. */
  readonly settled: number;
  /** One of the two records, when the run created it: it is archived as a whole. */
  readonly create: UndoneCreate | null;
}

/** Reads the records as they are now, and says what of them is taken back. */
export async function planUndoPage(
  portal: Portal,
  pair: Pair,
  target: UndoTarget,
  page: readonly WrittenRecord[],
  undoId: string,
): Promise<UndoLook[]> {
  const written = await portal.store.writtenOf(target, pair.name, page);
  const wanted = page.map(({ side, recordId: id }) => ({ side, id, record: null, notice: null }));
  const looks = await readLooks(portal, pair, wanted);
  const planned: UndoLook[] = [];
  for (const look of looks) {
    const ofRecords = written.filter(
      ({ side, recordId }) => recordId === (side === 'left' ? look.leftId : look.rightId),
    );
    const create = await createOf(portal, look, ofRecords, { target, undoId });
    const ofLook = create ? besideCreate(create, ofRecords) : ofRecords;
    const isSettled = settledBy(undoId, look);
    const open = ofLook.filter((one) => !isSettled(one));
    const undo = planUndo(
      look,
      open.map((one) => ({ ...one, later: one.lastRunId !== target.runId && one.lastRunId !== undoId })),
    );
    planned.push({ look, undo, settled: ofLook.length - open.length, create });
  }
  return planned;
}

/** What the run wrote to the record that it did not create; nothing keeps that one in step once the other is archived. */
const besideCreate = ({ side, why }: UndoneCreate, written: readonly Written[]): Written[] =>
  why === null ? [] : written.filter((one) => one.side !== side);

/** What an earlier try of this very undo wrote: it stands in the ledger, or was announced and is found in the record. */
const settledBy =
  (undoId: string, { link, applied }: OpenLook) =>
  ({ side, field, lastRunId }: Written): boolean =>
    isAssociationKey(field)
      ? lastRunId === undoId && !link?.pending?.some((one) => one.field === field)
      : lastRunId === undoId ||
        applied.some((one) => one.by?.runId === undoId && one.side === side && one.field === field);

export interface UndoneLook extends UndoLook {
  readonly fate: Fate | null;
}

export interface UndonePage {
  readonly looks: readonly UndoneLook[];
  /** What ended the writing early: thrown once what was done is saved. */
  readonly error: unknown;
}

/** Writes the values before. What is to become of associations is saved first, so that no look makes them again. */
export async function applyUndoPage(portal: Portal, looks: readonly UndoLook[], by: Work): Promise<UndonePage> {
  const active = looks.filter(
    ({ undo, look, create }) => create?.why !== null && (undo.plan.operations.length > 0 || look.applied.length > 0),
  );
  await portal.store.saveLinks(active.flatMap(announcedLink));
  const planned = active.map(({ look, undo }): PlannedLook => ({ look, plan: undo.plan, by }));
  const { fates, error } = await applyLooks(portal, planned, { late: true });
  portal.afterWrite();
  return { looks: looks.map((one) => ({ ...one, fate: fates[active.indexOf(one)] ?? null })), error };
}

function announcedLink({ look: { pair, link, leftId, rightId }, undo }: UndoLook): LinkSave[] {
  const { announcedBase: base } = undo;
  if (base === null || leftId === null || rightId === null) return [];
  return [{ pair: pair.name, leftId, rightId, base, matchedBy: null, ...(link?.pending && { pending: link.pending }) }];
}

/** The link as it is saved at the end: what is announced of an association stays so until its outcome is known. */
export function undoneLink({ undo, fate }: UndoneLook): LinkSave[] {
  if (fate === null) return [];
  return linkToSave(fate).map((link) => {
    if (!isOpen(fate) || undo.announcedBase === null) return link;
    const announced = Object.entries(undo.announcedBase).filter(([key]) => isAssociationKey(key.slice(1)));
    return { ...link, base: { ...link.base, ...Object.fromEntries(announced) } };
  });
}

/** What the records keep although it was to be taken back, and why. */
export function leftAloneOf({
  look,
  undo,
  create,
  fate = null,
}: UndoLook & { readonly fate?: Fate | null }): LeftAlone[] {
  const of = (side: Side, field: string, reason: string): LeftAlone => ({
    object: look.pair[side],
    recordId: (side === 'left' ? look.leftId : look.rightId) ?? '',
    field,
    reason,
  });
  const created = create?.why == null ? [] : [ofCreate(create, create.why)];
  const planned = undo.leftAlone.map(({ side, field, reason }) => of(side, field, reason));
  if (fate === null) return [...created, ...planned];
  const why = fate.refused
    ? `the ${sideOf(fate)} side refused to change it: ${fate.refused.reason}`
    : 'the other record is linked no more';
  const refused = undone(fate).flatMap((operation) => {
    if (operation.kind === 'update') return operation.changes.map(({ field }) => of(operation.side, field, why));
    return 'to' in operation ? [of('left', `@${operation.to.pair}`, why)] : [];
  });
  return [...created, ...planned, ...refused];
}

const sideOf = ({ refused }: Fate): Side =>
  refused && refused.operation.kind !== 'link' ? refused.operation.side : 'left';

/** The answer to a write was lost, or the system asked to come back: the records are to be looked at once more. */
export const isOpen = (fate: Fate | null): boolean =>
  fate !== null && isStopped(fate) && (fate.unsettled !== null || fate.refused?.retryAfterMs != null);
