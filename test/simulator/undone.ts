import { isAssociationKey } from '../../server/engine/associations.ts';
import { WHOLE_RECORD } from '../../server/engine/record.ts';
import type { Side, Value } from '../../server/engine/record.ts';
import { type Standing, standingOf } from '../../server/engine/standing.ts';
import type { LedgerEntry } from '../../server/store/ledger.ts';
import type { MemoryState } from './memory-store.ts';

/** What a person undid in a record, and wants to stay so: the sides may differ in it. */
export const standing = (state: MemoryState, pair: string, rightId: string, field: string): Standing | null =>
  standingOf(state.links.get(JSON.stringify([pair, rightId]))?.base ?? null, field);

/** The id that a record goes by since it was merged. */
type CurrentId = (side: Side, object: string, id: string) => string;

/** What must hold of undos: a sentence for everything that does not. */
export function misundone(state: MemoryState, relinked: ReadonlySet<string>, currentId: CurrentId): string[] {
  const histories = new Map<string, LedgerEntry[]>();
  for (const entry of state.ledger) {
    // What was created is archived as a whole, and kept apart; another invariant sees to that.
    if (entry.field === WHOLE_RECORD) continue;
    // A person had its records brought into step anew, undone or not.
    if (relinked.has(entry.recordId) || relinked.has(rightIdOf(state, entry) ?? '')) continue;
    const key = JSON.stringify([entry.side, entry.object, entry.recordId, entry.field]);
    const history = histories.get(key);
    if (history) history.push(entry);
    else histories.set(key, [entry]);
  }
  return [...histories.values()].flatMap((history) =>
    history.flatMap((entry, at) => {
      if (!isUndo(state, entry)) return [];
      return isAssociationKey(entry.field) ? remade(state, history, entry, at) : faults(state, history, at, currentId);
    }),
  );
}

const rightIdOf = ({ linkedLefts }: MemoryState, { pair, side, recordId }: LedgerEntry): string | undefined =>
  side === 'right' ? recordId : linkedLefts.get(JSON.stringify([pair, recordId]));

const isUndo = ({ runs }: MemoryState, { runId }: LedgerEntry): boolean => runs.get(runId)?.kind === 'undo';

function faults(state: MemoryState, history: readonly LedgerEntry[], at: number, currentId: CurrentId): string[] {
  const undo = history[at];
  if (!undo) return [];
  const words = `${undo.field} of ${undo.object} ${undo.recordId}`;
  const target = state.runs.get(undo.runId)?.target?.runId;
  // What an undo wrote before its record was merged may be found, and told of, only in the survivor.
  const isSame = ({ side, object, recordId, field }: LedgerEntry): boolean =>
    side === undo.side && field === undo.field && currentId(side, object, recordId) === undo.recordId;
  const undone =
    history.slice(0, at).findLast(({ runId }) => runId === target) ??
    state.ledger.findLast((one) => one.runId === target && isSame(one));
  const found: string[] = [];
  // Nothing that was changed since is overwritten.
  if (!undone || !same(undone.after, undo.before)) {
    found.push(`${words} was undone from ${String(undo.before)}, which is not what run ${target} wrote.`);
  }
  // People never write one value twice, so the same value again is the same source again.
  // To which customer an invoice belongs people may well say twice.
  const next = undo.field === 'customer_id' ? undefined : history[at + 1];
  if (next && next.reason !== 'undo' && next.after !== null && same(next.after, undo.before)) {
    found.push(`${words} was undone, and ${next.reason} wrote ${String(next.after)} again.`);
  }
  return found;
}

/**
 * An undo ended the association with one record and made that with another: had the record referred to yet another one
 * since, that would have been ended first.
 */
function remade(state: MemoryState, history: readonly LedgerEntry[], ended: LedgerEntry, at: number): string[] {
  const [made, next] = history.slice(at + 1);
  const isWhole = ended.after === null && made?.runId === ended.runId && made.before === null && made.after !== null;
  if (!isWhole || !next || isUndo(state, next) || !same(next.before, made.after)) return [];
  const back = history[at + 3];
  return back?.before === null && same(back.after, ended.before) && back.runId === next.runId
    ? [`the association ${ended.field} of ${ended.recordId} was undone, and made again with ${String(back.after)}.`]
    : [];
}

const same = (a: Value, b: Value): boolean => String(a) === String(b);
