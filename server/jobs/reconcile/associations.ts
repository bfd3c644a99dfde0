import { associationKey } from '../../engine/associations.ts';
import type { Associated } from '../../engine/connector.ts';
import { goesRight } from '../../engine/mapping.ts';
import type { Association, Pair } from '../../engine/mapping.ts';
import type { Fields, SyncRecord } from '../../engine/record.ts';
import { fieldValue } from '../../engine/value.ts';
import type { Reconciling } from './reconciling.ts';

/** The left record is not associated with the one that the right record refers to. */
export interface Unassociated {
  /** `@customer` */
  readonly field: string;
  readonly to: string;
  /** Left ids of the pair's records it is associated with instead. */
  readonly leftIds: readonly string[];
  /** The right record that it belongs to; null where the right side refers to none. */
  readonly rightId: string | null;
  /** Its left record; null as long as it has none. */
  readonly wanted: string | null;
  /** Right ids of the linked ones among `leftIds`. */
  readonly wrong: readonly string[];
  /** The two are associated, without this label. */
  readonly unlabelled?: string;
  /** Which side is written is for the mapping's direction and rule to say. */
  readonly isDirected?: true;
}

/** What left records are associated with, as far as it can be asked. */
export interface Associations {
  /** `base`: what the two last agreed on; asked only whether they ever did. */
  unassociated(left: SyncRecord, right: SyncRecord, base: Fields | null): Unassociated[];
  /** Right id of the customer the left record is associated with; blank without one, "left <id>" when it is not linked. */
  customerOf(left: SyncRecord, right: SyncRecord | null): string;
}

interface Asked {
  readonly association: Association;
  readonly of: ReadonlyMap<string, readonly Associated[]>;
  /** Of the other pair's links. */
  readonly rightOf: ReadonlyMap<string, string>;
  readonly leftOf: ReadonlyMap<string, string>;
}

const idsOf = ({ of }: Pick<Asked, 'of'>, left: SyncRecord): string[] => (of.get(left.id) ?? []).map(({ id }) => id);

export async function readAssociations(
  { portal, kept, subject }: Pick<Reconciling, 'portal' | 'kept' | 'subject'>,
  lefts: readonly SyncRecord[],
  rights: readonly SyncRecord[],
): Promise<Associations> {
  const { pair, customer } = subject;
  const asked = new Map<string, Asked>();
  for (const association of portal.left.associatedMany ? pair.associations : []) {
    const target = pairNamed(portal.mapping.pairs, association.to);
    const of = await portal.left.associatedMany?.({
      object: pair.left,
      ids: lefts.map(({ id }) => id),
      to: target.left,
    });
    if (!of) continue;
    const links = await kept.linkedIds(target.name, {
      left: [...of.values()].flat().map(({ id }) => id),
      right: rights.flatMap((right) => fieldValue(right, association.right) ?? []).map(String),
    });
    asked.set(association.to, {
      association,
      of,
      rightOf: new Map(links.map(({ leftId, rightId }) => [leftId, rightId])),
      leftOf: new Map(links.map(({ leftId, rightId }) => [rightId, leftId])),
    });
  }
  return {
    unassociated: (left, right, base) =>
      [...asked.values()].flatMap((one) =>
        goesRight(one.association) ? differingEnd(one, left, right, base) : missingEnd(one, left, right),
      ),
    customerOf(left, right) {
      if (customer === pair.name) return right?.id ?? `left ${left.id}`;
      const one = customer === null ? undefined : asked.get(customer);
      // A system that cannot be asked is taken at its link's word.
      if (!one) return right ? customerOfRight(subject, right) : '';
      const ends = idsOf(one, left);
      const said = right ? customerOfRight(subject, right) : '';
      if (said !== '' && ends.includes(one.leftOf.get(said) ?? '')) return said;
      const linked = ends.flatMap((end) => one.rightOf.get(end) ?? []);
      return linked[0] ?? (ends[0] === undefined ? '' : `left ${ends[0]}`);
    },
  };
}

function missingEnd({ association, of, rightOf, leftOf }: Asked, left: SyncRecord, right: SyncRecord): Unassociated[] {
  const said = fieldValue(right, association.right);
  if (said === null) return [];
  const rightId = String(said);
  const wanted = leftOf.get(rightId) ?? null;
  const { label } = association;
  const associated = of.get(left.id) ?? [];
  const isLabelled = associated.some(
    ({ id, labels }) => id === wanted && (label === undefined || labels.includes(label)),
  );
  if (wanted !== null && isLabelled) return [];
  const ends = associated.map(({ id }) => id);
  const wrong = ends.includes(wanted ?? '') ? [] : ends.flatMap((end) => rightOf.get(end) ?? []);
  const found = { field: associationKey(association.to), to: association.to, leftIds: ends, rightId, wanted, wrong };
  return [{ ...found, ...(label !== undefined && ends.includes(wanted ?? '') && { unlabelled: label }) }];
}

/** Where the association is carried over to the right, those that people made count as well. */
function differingEnd(asked: Asked, left: SyncRecord, right: SyncRecord, base: Fields | null): Unassociated[] {
  const { to, right: field, label, direction } = asked.association;
  const associated = asked.of.get(left.id) ?? [];
  const leftIds = associated.filter((one) => label === undefined || one.labels.includes(label)).map(({ id }) => id);
  const said = fieldValue(right, field);
  const rightId = said === null ? null : String(said);
  const wanted = rightId === null ? null : (asked.leftOf.get(rightId) ?? null);
  const isSaid =
    leftIds.length > 0 || direction === 'both' || (base !== null && Object.hasOwn(base, associationKey(to)));
  const isEqual = rightId === null ? leftIds.length === 0 : wanted !== null && leftIds.includes(wanted);
  if (isEqual || !isSaid) return [];
  return [{ field: associationKey(to), to, leftIds, rightId, wanted, wrong: [], isDirected: true }];
}

/** Right id of the customer of a right record; blank without one. */
export function customerOfRight({ pair, customer }: Reconciling['subject'], right: SyncRecord): string {
  if (customer === pair.name) return right.id;
  const association = pair.associations.find(({ to }) => to === customer);
  return association === undefined ? '' : String(fieldValue(right, association.right) ?? '');
}

export function pairNamed(pairs: readonly Pair[], name: string): Pair {
  const found = pairs.find((one) => one.name === name);
  if (!found) throw new Error(`The mapping has no pair "${name}", although it was checked.`);
  return found;
}
