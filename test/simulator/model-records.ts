import type { Ability, FieldDescription, ObjectDescription } from '../../server/engine/connector.ts';
import type { Fields, RecordRef, SyncRecord, Value } from '../../server/engine/record.ts';

export interface ModelRecord extends SyncRecord {
  /** Counts the changes of the whole system; reading what changed since goes by it. */
  readonly changeNo: number;
  /** It was deleted once, and brought back by a person. */
  readonly restored?: true;
}

/** The records of a modelled system. Every change is told to `onChange`, whoever made it. */
export interface ModelRecords {
  readonly objects: readonly ObjectDescription[];
  get(object: string, id: string): ModelRecord | undefined;
  all(object: string): ModelRecord[];
  /** The live record with this value in a unique field. */
  by(object: string, field: string, value: Value): ModelRecord | undefined;
  /** All of them: what people restore may carry what another one was given since. */
  carrying(object: string, field: string, value: Value): ModelRecord[];
  put(object: string, id: string, fields: Fields): void;
  create(object: string, fields: Fields): string;
  remove(object: string, id: string, by?: 'people' | 'us'): void;
  restore(object: string, id: string): void;
  /** Makes one of two, which answers by both ids; the values of the first one win. It has a new id if it is to. */
  merge(object: string, primaryId: string, otherId: string, hasNewId: boolean): string;
  removed(object: string): ModelRecord[];
  /** Out of the bin as well. */
  erase(object: string, id: string, by?: 'people' | 'us'): void;
  /** Whoever calls the system has been shown the record as it is now. */
  shown(object: string, id: string): void;
  /** The fields that were changed since, as they are now. */
  unseen(object: string, id: string): (readonly [string, Value])[];
  /** Whether a person has ever removed it, or what it was merged into; or merged it into one in the moment that one was taken away. */
  wasRemovedByPeople(object: string, id: string): boolean;
  /** Since it was last asked. */
  wasChanged(): boolean;
}

export interface ModelOptions {
  readonly prefix: string;
  readonly objects: Readonly<Record<string, readonly FieldDescription[]>>;
  readonly can: readonly Ability[];
  /** The system's own clock, which may be wrong. */
  readonly now: () => number;
  /** With the fields, where somebody wrote them. */
  readonly onChange: (ref: RecordRef, written?: Fields) => void;
  /** Whatever leads to the old record leads to the other one from now on. */
  readonly onMerge?: (object: string, oldId: string, id: string) => void;
  /** Hears of the records that we remove, before they are. */
  readonly onTakeAway?: (ref: RecordRef) => void;
  /** Hears of everything that happens, for people. */
  readonly tell?: (sentence: string) => void;
}

export function createModelRecords(options: ModelOptions): ModelRecords {
  const { prefix, objects, can, now, onChange, onMerge, onTakeAway, tell } = options;
  const live = new Map(Object.keys(objects).map((name) => [name, new Map<string, ModelRecord>()]));
  const bin = new Map(Object.keys(objects).map((name) => [name, new Map<string, ModelRecord>()]));
  const into = new Map(Object.keys(objects).map((name) => [name, new Map<string, string>()]));
  const current = (object: string, id: string): string => {
    const next = into.get(object)?.get(id);
    return next === undefined ? id : current(object, next);
  };
  const byPeople = new Set<string>();
  const shownAs = new Map<string, ModelRecord>();
  let changeNo = 0;
  let asked = 0;
  let made = 0;
  const of = (tables: typeof live, object: string): Map<string, ModelRecord> => {
    const table = tables.get(object);
    if (!table) throw new Error(`The model has no object ${object}.`);
    return table;
  };
  const keep = (
    object: string,
    id: string,
    fields: Fields,
    restored = of(live, object).get(id)?.restored,
    formerIds = of(live, object).get(id)?.formerIds,
    written?: Fields,
  ): void => {
    changeNo += 1;
    tell?.(`${object} ${id} := ${JSON.stringify(fields)}`);
    of(live, object).set(id, {
      object,
      id,
      fields,
      modifiedAt: new Date(now()).toISOString(),
      changeNo,
      ...(restored && { restored }),
      ...(formerIds && { formerIds }),
    });
    onChange({ object, id }, written);
  };
  return {
    objects: Object.entries(objects).map(([name, fields]) => ({ name, fields, can })),
    get: (object, id) => of(live, object).get(current(object, id)),
    all: (object) => [...of(live, object).values()],
    by: (object, field, value) => [...of(live, object).values()].find((record) => record.fields[field] === value),
    carrying: (object, field, value) =>
      [...of(live, object).values()].filter((record) => record.fields[field] === value),
    put(object, id, fields) {
      const before = of(live, object).get(id);
      if (!before) throw new Error(`The model has no ${object} ${id}.`);
      keep(object, id, { ...before.fields, ...fields }, before.restored, before.formerIds, fields);
    },
    create(object, fields) {
      const id = `${prefix}${(made += 1)}`;
      keep(object, id, fields, undefined, undefined, fields);
      return id;
    },
    remove(object, id, by = 'people') {
      const record = of(live, object).get(id);
      if (!record) return;
      tell?.(`${object} ${id} is removed`);
      of(live, object).delete(id);
      of(bin, object).set(id, record);
      if (by === 'people') byPeople.add(`${object} ${id}`);
      else onTakeAway?.({ object, id });
      // Merged between our last question and our write: only the system itself could refuse that.
      if (record.formerIds && record.changeNo > (shownAs.get(`${object} ${id}`)?.changeNo ?? 0))
        byPeople.add(`${object} ${id}`);
      onChange({ object, id });
    },
    restore(object, id) {
      const record = of(bin, object).get(id);
      const taken = objects[object]?.some((field) => {
        const value = record?.fields[field.name] ?? null;
        return field.unique && value !== null && this.by(object, field.name, value) !== undefined;
      });
      if (!record || taken) return;
      of(bin, object).delete(id);
      keep(object, id, record.fields, true, record.formerIds);
    },
    merge(object, primaryId, otherId, hasNewId) {
      const both = [primaryId, otherId].map((id) => of(live, object).get(id));
      const [primary, other] = both;
      if (!primary || !other) throw new Error(`The model has no ${object} ${primaryId} or ${otherId}.`);
      const id = hasNewId ? `${prefix}${(made += 1)}` : primaryId;
      const losers = [primaryId, otherId].filter((one) => one !== id);
      const filled = Object.entries(primary.fields).filter(([, value]) => value !== null);
      tell?.(`${object} ${losers.join(' and ')} are merged into ${id}`);
      for (const loser of losers) {
        of(live, object).delete(loser);
        into.get(object)?.set(loser, id);
        onMerge?.(object, loser, id);
      }
      const former = [...new Set([...(primary.formerIds ?? []), ...(other.formerIds ?? []), ...losers])];
      const restored = both.some((one) => one?.restored) || undefined;
      keep(object, id, { ...other.fields, ...Object.fromEntries(filled) }, restored, former);
      for (const loser of losers) onChange({ object, id: loser });
      return id;
    },
    wasChanged() {
      const changed = changeNo > asked;
      asked = changeNo;
      return changed;
    },
    erase(object, id, by) {
      this.remove(object, id, by);
      of(bin, object).delete(id);
    },
    shown(object, id) {
      const record = of(live, object).get(id);
      if (record) shownAs.set(`${object} ${id}`, record);
    },
    unseen(object, id) {
      const [present, before] = [of(live, object).get(id)?.fields ?? {}, shownAs.get(`${object} ${id}`)?.fields];
      return before ? Object.entries(present).filter(([field, value]) => value !== (before[field] ?? null)) : [];
    },
    wasRemovedByPeople(object, id) {
      const next = into.get(object)?.get(id);
      return byPeople.has(`${object} ${id}`) || (next !== undefined && this.wasRemovedByPeople(object, next));
    },
    removed: (object) => [...of(bin, object).values()],
  };
}
