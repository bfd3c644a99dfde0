import type { FieldDescription, FieldNeed, ObjectDescription, RecordPage, ReadRequest } from '../engine/connector.ts';
import type { Fields, SyncRecord } from '../engine/record.ts';

interface Stored extends SyncRecord {
  readonly changeNo: number;
}

/** For tests: the records of a system in memory. Its clock goes one second a change, so every order is certain. */
export interface MemoryRecords {
  put(object: string, id: string, fields: Fields): void;
  remove(object: string, id: string): void;
  /** A person makes one of two, as HubSpot does: under an id of its own, and found by both old ones. */
  merge(object: string, primaryId: string, otherId: string, id: string): void;
  /** Archived records are kept, out of sight. False when there is nothing to restore. */
  move(kind: 'archive' | 'restore' | 'delete', object: string, id: string): boolean;
  find(object: string, is: (record: SyncRecord) => boolean): SyncRecord[];
  /** The record with these fields alone; a field the object lacks is an error, as in a real system. */
  show(record: SyncRecord, fields: readonly string[]): SyncRecord;
  pages(request: ReadRequest, pageSize: number): Iterable<RecordPage>;
  describe(): ObjectDescription[];
  addField(need: FieldNeed): void;
  newId(): string;
}

const ABILITIES = ['create', 'update', 'archive', 'restore', 'delete'] as const;

export function createMemoryRecords(descriptions: readonly ObjectDescription[]): MemoryRecords {
  const objects = new Map<string, FieldDescription[]>(descriptions.map(({ name, fields }) => [name, [...fields]]));
  const records = new Map<string, Map<string, Stored>>(descriptions.map(({ name }) => [name, new Map()]));
  const archived = new Map<string, Fields>();
  let changeNo = 0;
  const all = (object: string): Map<string, Stored> => {
    const found = records.get(object);
    if (!found) throw new Error(`There is no object ${object}.`);
    return found;
  };
  const show = (record: SyncRecord, fields: readonly string[]): SyncRecord => {
    const known = objects.get(record.object) ?? [];
    for (const field of fields) {
      if (!known.some((one) => one.name === field)) throw new Error(`${record.object} has no field ${field}.`);
    }
    const { object, id, modifiedAt, formerIds } = record;
    return {
      object,
      id,
      fields: Object.fromEntries(fields.map((field) => [field, record.fields[field] ?? null])),
      modifiedAt,
      ...(formerIds && { formerIds }),
    };
  };
  const put = (object: string, id: string, fields: Fields): void => {
    changeNo += 1;
    const before = all(object).get(id)?.fields;
    const modifiedAt = new Date(Date.UTC(2026, 0, 1) + changeNo * 1000).toISOString();
    all(object).set(id, { object, id, fields: { ...before, ...fields }, modifiedAt, changeNo });
  };
  return {
    put,
    move(kind, object, id) {
      const key = `${object} ${id}`;
      const there = all(object).get(id);
      if (kind === 'restore') {
        const fields = there?.fields ?? archived.get(key);
        if (fields && !there) put(object, id, fields);
        return fields !== undefined;
      }
      if (kind === 'archive' && there) archived.set(key, there.fields);
      if (kind === 'delete') archived.delete(key);
      all(object).delete(id);
      return true;
    },
    merge(object, primaryId, otherId, id) {
      const both = [otherId, primaryId].map((one) => all(object).get(one));
      const former = both.flatMap((one) => [...(one?.formerIds ?? []), ...(one ? [one.id] : [])]);
      const filled = both.flatMap((one) => Object.entries(one?.fields ?? {}).filter(([, value]) => value !== null));
      for (const one of both) if (one) all(object).delete(one.id);
      this.put(object, id, Object.fromEntries(filled));
      const merged = all(object).get(id);
      if (merged) all(object).set(id, { ...merged, formerIds: former.filter((one) => one !== id) });
    },
    remove: (object, id) => void all(object).delete(id),
    find: (object, is) => [...all(object).values()].filter((record) => is(record)),
    show,
    *pages({ object, fields, cursor }, pageSize) {
      for (let from = Number(cursor ?? 0); ;) {
        const changed = [...all(object).values()].filter((record) => record.changeNo > from);
        const page = changed.toSorted((a, b) => a.changeNo - b.changeNo).slice(0, pageSize);
        const last = page.at(-1);
        if (!last) return;
        from = last.changeNo;
        yield { records: page.map((record) => show(record, fields)), cursor: String(from) };
      }
    },
    describe: () => [...objects].map(([name, fields]) => ({ name, fields, can: ABILITIES })),
    addField({ object, name, type, unique }) {
      objects.get(object)?.push({ name, type, unique, readOnly: false });
    },
    newId: () => String(changeNo + 1),
  };
}
