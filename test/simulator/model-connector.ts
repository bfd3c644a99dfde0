import type { Associated, Change, Connector, Outcome } from '../../server/engine/connector.ts';
import { RetryLater } from '../../server/engine/error.ts';
import type { SyncRecord } from '../../server/engine/record.ts';
import type { ModelRecord, ModelRecords } from './model-records.ts';
import type { Ends } from './ends.ts';
import type { Random } from './random.ts';
import type { Process, Scheduler } from './scheduler.ts';

/** How often the calls of a system go wrong. */
export interface Faults {
  /** The call is refused as a whole: 429, 5xx, or the line is dead. */
  busy: number;
  /** A write takes effect, or a part of it, and its answer is lost. */
  lostAnswer: number;
  /** The next write takes effect as a whole, and its answer is lost. */
  untold: boolean;
  /** Nothing works at all; each call fails with what this makes. */
  down: ((name: string) => Error) | null;
}

export interface ModelSystem {
  readonly name: string;
  readonly records: ModelRecords;
  readonly faults: Faults;
  /** What it is called with. Nobody may ever read it: not in a log, not in a sentence. */
  readonly secret: string;
  readonly ends: Ends;
  /** Every change that took effect, in order. */
  readonly applied: Change[];
  /** Every record that we archived or deleted. */
  readonly takenAway: TakenAway[];
  /** `companies L1 phone 123`: what people changed between our last question and our writing just that, which no system tells us. */
  readonly overwritten: Set<string>;
  /** Hears of associations, for people. */
  readonly tell?: (sentence: string) => void;
}

/** How a record was linked in the moment in which it was taken away. */
export interface TakenAway {
  readonly object: string;
  readonly id: string;
  /** Of its counterpart; null without one. */
  readonly otherId: string | null;
  /** It was to have none: a person had the run undone that created it. */
  readonly wantsNone: boolean;
}

/** A value that the system never takes. */
export const REFUSED = 'refused';

const PAGE = 3;

const UNKNOWN = { status: 'unknown', reason: 'the connection broke' } as const;

/** The system as one server process calls it. */
export function modelConnector(
  system: ModelSystem,
  { random, scheduler, process }: { random: Random; scheduler: Scheduler; process: Process },
): Connector {
  const { records, faults, name } = system;
  const turn = (): Promise<void> => scheduler.turn(process);
  const trouble = (): void => {
    if (faults.down) throw called(system, faults.down(name));
    if (random.chance(faults.busy)) throw called(system, new RetryLater(`${name} is busy.`, 100 + random.below(3000)));
  };
  return {
    name,
    async describe() {
      await turn();
      if (faults.down) trouble();
      return [...records.objects];
    },
    async *read({ object, fields, cursor }) {
      for (let from = Number(cursor ?? 0); ;) {
        await turn();
        trouble();
        const changed = records.all(object).filter((record) => record.changeNo > from);
        const page = changed.toSorted((a, b) => a.changeNo - b.changeNo).slice(0, PAGE);
        const last = page.at(-1);
        if (!last) return;
        from = last.changeNo;
        for (const { id } of page) records.shown(object, id);
        yield { records: page.map((record) => shownAs(record, fields)), cursor: String(from) };
      }
    },
    async get({ object, ids, fields, by }) {
      await turn();
      trouble();
      const found = ids.flatMap((id) => (by ? records.carrying(object, by, id) : (records.get(object, id) ?? [])));
      for (const { id } of found) records.shown(object, id);
      return [...new Set(found)].map((record) => shownAs(record, fields));
    },
    async write(changes) {
      await turn();
      trouble();
      if (faults.untold) {
        for (const change of changes) apply(system, change);
        return changes.map(() => UNKNOWN);
      }
      if (!random.chance(faults.lostAnswer)) return changes.map((change) => apply(system, change));
      for (const change of changes.slice(0, random.below(changes.length + 1))) apply(system, change);
      if (random.chance(0.5)) throw called(system, new RetryLater(`The connection to ${name} broke.`, 500));
      return changes.map(() => UNKNOWN);
    },
    async associated({ object, id }, other) {
      await turn();
      trouble();
      return associatedIds(system, `${object} ${id}`, other);
    },
    async associatedMany({ object, ids, to }) {
      await turn();
      trouble();
      return new Map(ids.map((id) => [id, there(system, object, id, to)]));
    },
    async close() {},
  };
}

/** As libraries do it, the error tells in full what was being done. */
export const called = ({ secret }: ModelSystem, error: Error): Error =>
  Object.assign(error, {
    request: { headers: { authorization: `Bearer ${secret}` } },
    cause: Object.assign(new Error('socket hang up'), {
      code: 'ECONNRESET',
      input: `https://app:${secret}@system.example`,
    }),
  });

/** In both directions, as HubSpot has them; a record that was deleted is associated with nothing. */
function associatedIds({ ends: { all }, records }: ModelSystem, ref: string, other: string): string[] {
  const ends = [...all].flatMap((one) => {
    const [from = '', to = ''] = one.split(' -> ');
    return from === ref ? [to] : to === ref ? [from] : [];
  });
  const ids = ends.flatMap((end) => (end.startsWith(`${other} `) ? [end.slice(other.length + 1)] : []));
  return ids.filter((id) => records.get(other, id));
}

const there = ({ ends, records }: ModelSystem, object: string, id: string, other: string): Associated[] =>
  ends.of(object, id, other).filter((one) => records.get(other, one.id)?.id === one.id);

const shownAs = (
  { object, id, modifiedAt, formerIds, fields: all }: ModelRecord,
  fields: readonly string[],
): SyncRecord => ({
  object,
  id,
  modifiedAt,
  ...(formerIds && { formerIds }),
  fields: Object.fromEntries(fields.map((field) => [field, all[field] ?? null])),
});

function apply(system: ModelSystem, change: Change): Outcome {
  const { records } = system;
  if (change.kind === 'dissociate') {
    const { from, to } = change;
    system.tell?.(`${from.object} ${from.id} is associated with ${to.object} ${to.id} no more`);
    system.ends.remove(from, to, change.label);
    system.applied.push(change);
    return { status: 'done', id: from.id };
  }
  if (change.kind === 'associate') {
    const { from, to } = change;
    const areThere = [from, to].every(({ object, id }) => records.get(object, id)?.id === id);
    if (!areThere) return failed('one end is not there');
    system.tell?.(`${from.object} ${from.id} is associated with ${to.object} ${to.id}`);
    system.ends.add(from, to, change);
    system.applied.push(change);
    return { status: 'done', id: from.id };
  }
  if (change.kind === 'archive' || change.kind === 'delete' || change.kind === 'restore') {
    const { kind, object, id } = change;
    if (!records.objects.some((one) => one.name === object && one.can?.includes(kind)))
      return failed(`${kind}: no API`);
    if (kind === 'restore') records.restore(object, id);
    // By an id that it had before it was merged, nothing is written to a record.
    else if (records.get(object, id)?.id !== id) return { status: 'done', id };
    else if (kind === 'delete') records.erase(object, id, 'us');
    else records.remove(object, id, 'us');
    if (kind === 'restore' && !records.get(object, id)) return failed('it cannot be restored');
    system.applied.push(change);
    return { status: 'done', id };
  }
  if (Object.values(change.fields).includes(REFUSED)) return failed(`"${REFUSED}" is not a value`);
  if (change.kind === 'update') {
    if (records.get(change.object, change.id)?.id !== change.id) return failed('it is not there');
    for (const [field, value] of records.unseen(change.object, change.id)) {
      if (!Object.hasOwn(change.fields, field)) continue;
      system.overwritten.add(`${change.object} ${change.id} ${field} ${String(value)}`);
    }
    records.put(change.object, change.id, change.fields);
    system.applied.push(change);
    return { status: 'done', id: change.id };
  }
  const { object, referenceField, reference, fields } = change;
  // Careless on purpose: a system that takes every create for a new one. Only looking the reference up avoids doubles.
  const id = records.create(object, { ...fields, [referenceField]: reference });
  system.applied.push(change);
  return { status: 'done', id };
}

const failed = (reason: string): Outcome => ({ status: 'failed', reason, retryAfterMs: null });
