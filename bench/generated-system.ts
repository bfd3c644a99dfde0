import type { Connector } from '../server/engine/connector.ts';
import type { Fields, FieldType, SyncRecord } from '../server/engine/record.ts';

/** A system whose records are made when they are read, so that none of them takes memory. */
export interface Generated {
  readonly name: string;
  readonly pageSize: number;
  readonly objects: Readonly<Record<string, GeneratedObject>>;
}
export interface GeneratedObject {
  readonly count: number;
  readonly types: Readonly<Record<string, FieldType>>;
  readonly id: (index: number) => string;
  readonly index: (id: string) => number;
  readonly fields: (index: number) => Fields;
  /** Ids of the records of another object that it is associated with. */
  readonly associated?: (index: number) => readonly string[];
}

export function generatedSystem({ name, pageSize, objects }: Generated): Connector {
  const objectOf = (object: string): GeneratedObject => {
    const found = objects[object];
    if (!found) throw new Error(`${name} has no object ${object}.`);
    return found;
  };
  const record = (object: string, index: number): SyncRecord => ({
    object,
    id: objectOf(object).id(index),
    fields: objectOf(object).fields(index),
    modifiedAt: null,
  });
  const known = (object: string, ids: readonly string[]): number[] =>
    ids.map((id) => objectOf(object).index(id)).filter((index) => index >= 0 && index < objectOf(object).count);
  return {
    name,
    async describe() {
      return Object.entries(objects).map(([object, { types }]) => ({
        name: object,
        fields: Object.entries(types).map(([field, type]) => ({ name: field, type, readOnly: false, unique: true })),
      }));
    },
    async *read({ object, cursor }) {
      const { count } = objectOf(object);
      for (let from = Number(cursor ?? 0); from < count; from += pageSize) {
        const to = Math.min(from + pageSize, count);
        yield {
          records: Array.from({ length: to - from }, (_, offset) => record(object, from + offset)),
          cursor: String(to),
        };
      }
    },
    get: async ({ object, ids }) => known(object, ids).map((index) => record(object, index)),
    write: () => Promise.reject(new Error('A reconcile writes nothing.')),
    async associatedMany({ object, ids }) {
      const { id, associated } = objectOf(object);
      return new Map(
        known(object, ids).map((index) => [
          id(index),
          (associated?.(index) ?? []).map((other) => ({ id: other, labels: [] })),
        ]),
      );
    },
    close: () => Promise.resolve(),
  };
}
