import type { Associated } from '../../server/engine/connector.ts';
import type { RecordRef } from '../../server/engine/record.ts';

/** What the left system has associated: `invoices L1 -> companies L2`. */
export interface Ends {
  readonly all: Set<string>;
  /** Those that a person made and nobody ended since; one that we make as well stays a person's. */
  readonly byPeople: Set<string>;
  /** The labels of those that have any. */
  readonly labels: Map<string, Set<string>>;
  /** Ids of the other records that this one is associated with, and by which labels. */
  of(object: string, id: string, other: string): Associated[];
  add(
    from: RecordRef,
    to: RecordRef,
    how: { readonly label?: string | undefined; readonly unlabel?: readonly string[] },
  ): void;
  /** With a label only that one, where another one is left. */
  remove(from: RecordRef, to: RecordRef, label?: string): void;
  /** What was associated with a record that was merged is associated with the survivor. */
  rename(oldRef: string, ref: string): void;
}

const keyOf = (from: RecordRef, to: RecordRef): string => `${from.object} ${from.id} -> ${to.object} ${to.id}`;

export function createEnds(): Ends {
  const all = new Set<string>();
  const byPeople = new Set<string>();
  const labels = new Map<string, Set<string>>();
  return {
    all,
    byPeople,
    labels,
    of(object, id, other) {
      return [...all].flatMap((one) => {
        const [from, end = ''] = one.split(' -> ');
        const isOne = from === `${object} ${id}` && end.startsWith(`${other} `);
        return isOne ? [{ id: end.slice(other.length + 1), labels: [...(labels.get(one) ?? [])] }] : [];
      });
    },
    add(from, to, { label, unlabel = [] }) {
      const key = keyOf(from, to);
      all.add(key);
      const kept = [...(labels.get(key) ?? [])].filter((one) => !unlabel.includes(one));
      labels.set(key, new Set([...kept, ...(label === undefined ? [] : [label])]));
    },
    remove(from, to, label) {
      const key = keyOf(from, to);
      const carried = labels.get(key);
      if (label !== undefined) carried?.delete(label);
      if (label !== undefined && carried && carried.size > 0) return;
      all.delete(key);
      byPeople.delete(key);
      labels.delete(key);
    },
    rename(oldRef, ref) {
      const before = Array.from(all);
      for (const one of before) {
        const ends = one.split(' -> ');
        if (!ends.includes(oldRef)) continue;
        const renamed = ends.map((end) => (end === oldRef ? ref : end)).join(' -> ');
        const carried = [...(labels.get(one) ?? []), ...(labels.get(renamed) ?? [])];
        const isPersons = byPeople.has(one) || byPeople.has(renamed);
        for (const kept of [all, byPeople, labels]) kept.delete(one);
        all.add(renamed);
        labels.set(renamed, new Set(carried));
        if (isPersons) byPeople.add(renamed);
      }
    },
  };
}
