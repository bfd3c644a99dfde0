import type { Associated, Change, Connector, DocumentPage, ObjectDescription, Outcome } from '../engine/connector.ts';
import type { Fields, SyncRecord } from '../engine/record.ts';
import { createMemoryRecords } from './memory-records.ts';
import type { MemoryRecords } from './memory-records.ts';

/** For tests: a whole system in memory, with the troubles a real one has. */
export interface MemorySystem {
  readonly connector: Connector;
  /** Changes written through the connector, in order; what people do is not among them. */
  readonly writes: Change[];
  /** `invoices 1 -> companies 2` */
  readonly associations: Set<string>;
  /** Of those that have any. */
  readonly labels: Map<string, Set<string>>;
  /** A person creates or edits a record. */
  put(object: string, id: string, fields: Fields): void;
  remove(object: string, id: string): void;
  /** A person makes one record of two. */
  merge(object: string, primaryId: string, otherId: string, id: string): void;
  get(object: string, id: string): SyncRecord | undefined;
  all(object: string): SyncRecord[];
  readonly trouble: Trouble;
}
export interface Trouble {
  /** Every call fails with it while it is set. */
  down: Error | null;
  /** The next write is applied, and its answers are lost. */
  loseAnswers: boolean;
  /** The reason for which a change is refused, or null. */
  refuse: (change: Change) => string | { readonly reason: string; readonly existingId: string } | null;
}

export interface MemoryOptions {
  readonly name: string;
  readonly objects: readonly ObjectDescription[];
  readonly pageSize?: number;
  readonly documents?: (cursor: string | null) => DocumentPage[];
}

export function createMemorySystem(options: MemoryOptions): MemorySystem {
  const records = createMemoryRecords(options.objects);
  const trouble: Trouble = { down: null, loseAnswers: false, refuse: () => null };
  const writes: Change[] = [];
  const associations = new Set<string>();
  const labels = new Map<string, Set<string>>();
  return {
    connector: createConnector(options, records, { associations, labels }, trouble, (change) => {
      const reason = trouble.refuse(change);
      if (typeof reason === 'string') return { status: 'failed', reason, retryAfterMs: null };
      if (reason !== null) return { status: 'failed', ...reason, retryAfterMs: null };
      writes.push(change);
      return apply(options.name, records, { associations, labels }, change);
    }),
    writes,
    associations,
    labels,
    trouble,
    put: (object, id, fields) => records.put(object, id, fields),
    remove: (object, id) => records.remove(object, id),
    merge(object, primaryId, otherId, id) {
      records.merge(object, primaryId, otherId, id);
      const before = Array.from(associations);
      for (const one of before) {
        const ends = one
          .split(' -> ')
          .map((ref) =>
            [primaryId, otherId].includes(ref.slice(object.length + 1)) && ref.startsWith(`${object} `)
              ? `${object} ${id}`
              : ref,
          );
        associations.delete(one);
        associations.add(ends.join(' -> '));
      }
    },
    get: (object, id) => records.find(object, (record) => record.id === id)[0],
    all: (object) => records.find(object, () => true),
  };
}

function createConnector(
  { name, pageSize = 100, documents }: MemoryOptions,
  records: MemoryRecords,
  { associations, labels }: Kept,
  trouble: Trouble,
  write: (change: Change) => Outcome,
): Connector {
  const check = (): void => {
    if (trouble.down) throw trouble.down;
  };
  return {
    name,
    async describe() {
      check();
      return records.describe();
    },
    async *read(request) {
      check();
      for (const page of records.pages(request, pageSize)) {
        yield page;
        check();
      }
    },
    async get({ object, ids, fields, by }) {
      check();
      const keysOf = ({ id, fields: all, formerIds = [] }: SyncRecord): string[] =>
        by === undefined ? [id, ...formerIds] : [String(all[by] ?? '')];
      const found = records.find(object, (record) => keysOf(record).some((key) => ids.includes(key)));
      return found.map((record) => records.show(record, fields));
    },
    async write(changes) {
      check();
      const outcomes = changes.map(write);
      if (!trouble.loseAnswers) return outcomes;
      trouble.loseAnswers = false;
      return changes.map(() => ({ status: 'unknown', reason: 'the connection broke' }));
    },
    async associatedMany({ object, ids, to }) {
      check();
      const found = (id: string): Associated[] =>
        [...associations].flatMap((one) => {
          const [from, end = ''] = one.split(' -> ');
          const isFound = from === `${object} ${id}` && end.startsWith(`${to} `);
          return isFound ? [{ id: end.slice(to.length + 1), labels: [...(labels.get(one) ?? [])] }] : [];
        });
      return new Map(ids.map((id) => [id, found(id)]));
    },
    async missing(needs) {
      check();
      const objects = records.describe();
      const has = (object: string, field: string): boolean =>
        objects.some((one) => one.name === object && one.fields.some((known) => known.name === field));
      return needs.filter((need) => need.kind === 'field' && !has(need.object, need.name));
    },
    async provision(needs) {
      check();
      for (const need of needs) if (need.kind === 'field') records.addField(need);
    },
    async associated({ object, id }, other) {
      check();
      return [...associations].flatMap((one) => {
        const ends = one.split(' -> ');
        const end = ends.find((ref) => ref !== `${object} ${id}`) ?? '';
        return ends.includes(`${object} ${id}`) && end.startsWith(`${other} `) ? [end.slice(other.length + 1)] : [];
      });
    },
    ...(documents && {
      async *documents(cursor: string | null) {
        check();
        yield* documents(cursor);
      },
    }),
    async close() {},
  };
}

/** What is associated, and by which labels. */
interface Kept {
  readonly associations: Set<string>;
  readonly labels: Map<string, Set<string>>;
}

function apply(name: string, records: MemoryRecords, { associations, labels }: Kept, change: Change): Outcome {
  if (change.kind === 'dissociate') {
    const key = `${change.from.object} ${change.from.id} -> ${change.to.object} ${change.to.id}`;
    if (change.label !== undefined) labels.get(key)?.delete(change.label);
    if (change.label === undefined || (labels.get(key)?.size ?? 0) === 0) {
      associations.delete(key);
      labels.delete(key);
    }
    return { status: 'done', id: change.from.id };
  }
  if (change.kind === 'associate') {
    const key = `${change.from.object} ${change.from.id} -> ${change.to.object} ${change.to.id}`;
    associations.add(key);
    const carried = new Set([...(labels.get(key) ?? [])].filter((one) => change.unlabel?.includes(one) !== true));
    labels.set(key, change.label === undefined ? carried : carried.add(change.label));
    return { status: 'done', id: change.from.id };
  }
  if (change.kind === 'archive' || change.kind === 'delete' || change.kind === 'restore') {
    const done = records.move(change.kind, change.object, change.id);
    return done ? { status: 'done', id: change.id } : { status: 'failed', reason: 'not found', retryAfterMs: null };
  }
  if (change.kind === 'update') {
    const known = records.find(change.object, (record) => record.id === change.id);
    if (known.length === 0) return { status: 'failed', reason: 'not found', retryAfterMs: null };
    records.put(change.object, change.id, change.fields);
    return { status: 'done', id: change.id };
  }
  const { object, referenceField, reference, fields } = change;
  const [same] = records.find(object, (record) => record.fields[referenceField] === reference);
  const id = same?.id ?? `${name}-${records.newId()}`;
  records.put(object, id, { ...fields, [referenceField]: reference });
  return { status: 'done', id };
}
