import type { FieldDescription, ObjectDescription } from '../../server/engine/connector.ts';
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
  put(object: string, id: string, fields: Fields): void;
  create(object: string, fields: Fields): string;
  remove(object: string, id: string): void;
  restore(object: string, id: string): void;
  removed(object: string): ModelRecord[];
  /** Since it was last asked. */
  wasChanged(): boolean;
}

export interface ModelOptions {
  readonly prefix: string;
  readonly objects: Readonly<Record<string, readonly FieldDescription[]>>;
  /** The system's own clock, which may be wrong. */
  readonly now: () => number;
  readonly onChange: (ref: RecordRef) => void;
  /** Hears of everything that happens, for people. */
  readonly tell?: (sentence: string) => void;
}

export function createModelRecords({ prefix, objects, now, onChange, tell }: ModelOptions): ModelRecords {
  const live = new Map(Object.keys(objects).map((name) => [name, new Map<string, ModelRecord>()]));
  const bin = new Map(Object.keys(objects).map((name) => [name, new Map<string, ModelRecord>()]));
  let changeNo = 0;
  let asked = 0;
  let made = 0;
  const of = (tables: typeof live, object: string): Map<string, ModelRecord> => {
    const table = tables.get(object);
    if (!table) throw new Error(`The model has no object ${object}.`);
    return table;
  };
  const keep = (object: string, id: string, fields: Fields, restored = of(live, object).get(id)?.restored): void => {
    changeNo += 1;
    tell?.(`${object} ${id} := ${JSON.stringify(fields)}`);
    of(live, object).set(id, {
      object,
      id,
      fields,
      modifiedAt: new Date(now()).toISOString(),
      changeNo,
      ...(restored && { restored }),
    });
    onChange({ object, id });
  };
  return {
    objects: Object.entries(objects).map(([name, fields]) => ({ name, fields })),
    get: (object, id) => of(live, object).get(id),
    all: (object) => [...of(live, object).values()],
    by: (object, field, value) => [...of(live, object).values()].find((record) => record.fields[field] === value),
    put(object, id, fields) {
      const before = of(live, object).get(id);
      if (!before) throw new Error(`The model has no ${object} ${id}.`);
      keep(object, id, { ...before.fields, ...fields });
    },
    create(object, fields) {
      const id = `${prefix}${(made += 1)}`;
      keep(object, id, fields);
      return id;
    },
    remove(object, id) {
      const record = of(live, object).get(id);
      if (!record) return;
      tell?.(`${object} ${id} is removed`);
      of(live, object).delete(id);
      of(bin, object).set(id, record);
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
      keep(object, id, record.fields, true);
    },
    wasChanged() {
      const changed = changeNo > asked;
      asked = changeNo;
      return changed;
    },
    removed: (object) => [...of(bin, object).values()],
  };
}
