import { Big } from 'big.js';
import type { SyncRecord, Value } from '../../server/engine/record.ts';
import { misassociated } from './associated.ts';
import type { LinkRow, MemoryState, MemoryStore } from './memory-store.ts';
import type { ModelSystem } from './model-connector.ts';
import type { Edit } from './people.ts';
import { SHARED } from './systems.ts';
import { misundone, standing } from './undone.ts';
import { isOut, type Variant } from './variant.ts';

export interface Rested {
  readonly variant: Variant;
  readonly crm: ModelSystem;
  readonly erp: ModelSystem;
  readonly store: MemoryStore;
  /** What people of either side wrote since the last rest. */
  readonly edits: readonly Edit[];
  /** Customers whose two records agreed at the last rest. */
  readonly agreed: ReadonlySet<string>;
  /** Customers, and their companies, whose links people have ever changed. */
  readonly relinked: ReadonlySet<string>;
}

const OBJECTS = { customer: 'companies', invoice: 'invoices' } as const;
type PairName = keyof typeof OBJECTS;
const PAIRS = Object.keys(OBJECTS) as PairName[];

export class Broken extends Error {
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join(' '));
    this.sentences = sentences;
  }
}

/** What must hold whenever nothing is left to do: a sentence for everything that does not. */
export function broken(rested: Rested): string[] {
  return [
    ...doubles(rested),
    ...PAIRS.flatMap((pair) => unlike(rested, pair)),
    ...waiting(rested),
    ...disobeyed(rested),
    ...sums(rested),
    ...misassociated(rested),
    ...alone(rested),
    ...reunited(rested),
    ...misundone(rested.store.state, rested.relinked, (side, object, id) => {
      const { records } = side === 'left' ? rested.crm : rested.erp;
      return records.get(object, id)?.id ?? id;
    }),
    ...leftBehind(rested),
    ...unjustified(rested),
  ];
}

/** Never, at no moment: two records for one document. */
export function doubles({ crm, erp }: Pick<Rested, 'crm' | 'erp'>): string[] {
  const places = [
    ...Object.values(OBJECTS).map((object) => [crm, object, 'erp_id'] as const),
    [erp, 'customer', 'crm_id'] as const,
  ];
  return places.flatMap(([system, object, field]) => {
    const seen = new Set<Value>();
    return system.records.all(object).flatMap(({ id, fields, restored }) => {
      const reference = fields[field] ?? null;
      // A person may bring one back in the moment in which another is made for it; only the system itself can refuse that.
      if (reference === null || restored) return [];
      if (seen.has(reference)) return [`${object} ${id} is a second one for ${String(reference)}.`];
      seen.add(reference);
      return [];
    });
  });
}

/** The inbox speaks of this record: it is in doubt, and a person can see it. */
export const isHeld = (state: MemoryState, pair: PairName, rightId: string | null, leftId: string | null): boolean =>
  [...state.inbox.values()].some(
    (held) => held.pair === pair && held.recordId === (held.side === 'right' ? rightId : leftId),
  );

export const linkOf = ({ store }: Rested, pair: PairName, rightId: string): LinkRow | undefined =>
  store.state.links.get(JSON.stringify([pair, rightId]));

const linkedLeft = (rested: Rested, pair: PairName, rightId: string): string | null =>
  linkOf(rested, pair, rightId)?.leftId ?? null;

/** Whether it is right that this record stands alone: the pair is not about it, or nobody minds that the other one is gone. */
function mayStandAlone(
  rested: Rested,
  pair: PairName,
  link: LinkRow | undefined,
  side: 'left' | 'right',
  id: string,
): boolean {
  const { variant, crm, erp } = rested;
  const left = crm.records.get(OBJECTS[pair], side === 'left' ? id : (link?.leftId ?? ''));
  const right = erp.records.get(pair, side === 'right' ? id : (link?.rightId ?? ''));
  if (pair === 'customer' && isOut(variant, left, right)) return true;
  const domain = (left ?? right)?.fields['domain'] ?? null;
  const alike = (one: SyncRecord): boolean => domain !== null && one.fields['domain'] === domain;
  // One that it would be matched with is out.
  if (pair === 'customer' && crm.records.all('companies').some((one) => alike(one) && isOut(variant, one, right)))
    return true;
  if (pair === 'customer' && erp.records.all('customer').some((one) => alike(one) && isOut(variant, left, one)))
    return true;
  const policy = pair === 'invoice' && side === 'right' ? 'ask' : variant.deleted[side === 'left' ? 'right' : 'left'];
  return link?.state === 'gone' && link.gone?.because === 'deleted' && policy === 'ignore';
}

/** The left record that it belongs to, as its counterpart or in another role. */
export const boundLeft = (rested: Rested, pair: PairName, rightId: string): string | null =>
  linkedLeft(rested, pair, rightId) ??
  [...rested.store.state.roles.values()].find((one) => one.pair === pair && one.rightId === rightId)?.leftId ??
  null;

/** A person wants it to have no counterpart. */
const isAlone = ({ store }: Rested, pair: PairName, rightId: string): boolean =>
  [...store.state.separated.values()].some(
    (one) => one.pair === pair && one.rightId === rightId && one.leftId === null,
  );

function unlike(rested: Rested, pair: PairName): string[] {
  const { crm, erp } = rested;
  return erp.records.all(pair).flatMap((right) => {
    const leftId = linkedLeft(rested, pair, right.id);
    if (isHeld(rested.store.state, pair, right.id, leftId)) return [];
    if (leftId === null && (isAlone(rested, pair, right.id) || boundLeft(rested, pair, right.id) !== null)) return [];
    const left = leftId === null ? undefined : crm.records.get(OBJECTS[pair], leftId);
    if (mayStandAlone(rested, pair, linkOf(rested, pair, right.id), 'right', right.id)) return [];
    if (!left) return [`${pair} ${right.id} has no counterpart, and the inbox does not say why.`];
    if (rested.variant.create === 'both' && pair === 'customer' && right.fields['crm_id'] !== left.id) {
      return [`${right.object} ${right.id} does not carry ${left.id}.`];
    }
    if (left.fields['erp_id'] !== right.id) return [`${left.object} ${left.id} does not carry ${right.id}.`];
    return FIELDS[pair].flatMap((field) =>
      standing(rested.store.state, pair, right.id, field) ? [] : differs(left, right, field),
    );
  });
}

/** Where customers are created on the right, every company has one. */
function alone(rested: Rested): string[] {
  const { variant, crm, erp, store } = rested;
  if (variant.create !== 'both') return [];
  const { links, linkedLefts } = store.state;
  return crm.records.all('companies').flatMap(({ id, fields }) => {
    const rightId = linkedLefts.get(JSON.stringify(['customer', id])) ?? null;
    if (isHeld(store.state, 'customer', rightId, id)) return [];
    if (rightId === null && [...store.state.roles.values()].some(({ leftId }) => leftId === id)) return [];
    // A person had its counterpart undone, and wants none.
    const isMeantSo = [...store.state.separated.values()].some((one) => one.leftId === id && one.rightId === null);
    if (isMeantSo) return [];
    // Its counterpart was found, and the inbox speaks of that one.
    const matching = erp.records
      .all('customer')
      .filter(({ fields: { domain } }) => domain && domain === fields['domain']);
    if (matching.some((one) => isHeld(store.state, 'customer', one.id, null))) return [];
    const link = rightId === null ? undefined : links.get(JSON.stringify(['customer', rightId]));
    if (mayStandAlone(rested, 'customer', link, 'left', id)) return [];
    const linked = link?.state === 'linked';
    return linked && erp.records.get('customer', link.rightId)
      ? []
      : [`companies ${id} has no counterpart, and the inbox does not say why.`];
  });
}

const FIELDS = { customer: ['name', 'segment', ...SHARED], invoice: ['amount', 'currency', 'status'] };

function differs(left: SyncRecord, right: SyncRecord, field: string): string[] {
  const [a, b] = [left.fields[field] ?? null, right.fields[field] ?? null];
  // A one-way field that was never filled at its source is left alone at its target.
  if (a === b || (field === 'segment' && a === null) || (field === 'name' && b === null)) return [];
  return [`${field} is ${String(a)} in ${left.object} ${left.id} and ${String(b)} in ${right.object} ${right.id}.`];
}

const waiting = ({ store }: Rested): string[] =>
  [...store.state.notices.values()].map(
    (notice) => `a notice of ${notice.object} ${notice.id} was accepted and still waits.`,
  );

/** Customers that have both records and nothing in doubt. Two that are out when they are linked by hand have not agreed yet. */
export function agreedCustomers(state: MemoryState): Set<string> {
  const links = [...state.links.values()].filter(
    ({ pair, state: is, base }) => pair === 'customer' && is === 'linked' && base !== null,
  );
  return new Set(links.flatMap((link) => (isHeld(state, 'customer', link.rightId, link.leftId) ? [] : [link.rightId])));
}

/** Notices alone, without a full sync, must have brought over what was changed in records that both still exist. */
export const unheeded = (rested: Rested): string[] =>
  disobeyed(rested, ({ leftId, rightId }) =>
    Boolean(leftId && rested.crm.records.get('companies', leftId) && rested.erp.records.get('customer', rightId)),
  );

/** What one side alone changed is what both have. */
function disobeyed(rested: Rested, counts: (link: LinkRow) => boolean = () => true): string[] {
  const { crm, erp, store } = rested;
  const { state } = store;
  const last = new Map(rested.edits.map((edit) => [`${edit.side} ${edit.id} ${edit.field}`, edit]));
  return [...last.values()].flatMap(({ side, id, field, value }) => {
    const link = [...state.links.values()].find(
      (one) => one.pair === 'customer' && (side === 'left' ? one.leftId : one.rightId) === id,
    );
    const otherId = side === 'left' ? link?.rightId : link?.leftId;
    const [system, object] = side === 'left' ? [crm, 'companies'] : [erp, 'customer'];
    // Written over in the very moment, with what another edit, or an undo, had led to.
    const isOverwritten = system.overwritten.has(`${object} ${id} ${field} ${String(value)}`);
    const contested = rested.edits.some((one) => one.side !== side && one.id === otherId && one.field === field);
    if (
      !link?.leftId ||
      link.state !== 'linked' ||
      isOut(rested.variant, crm.records.get('companies', link.leftId), erp.records.get('customer', link.rightId)) ||
      !counts(link) ||
      !rested.agreed.has(link.rightId) ||
      contested ||
      isOverwritten ||
      standing(state, 'customer', link.rightId, field) ||
      isHeld(rested.store.state, 'customer', link.rightId, link.leftId)
    )
      return [];
    const both = [crm.records.get('companies', link.leftId), erp.records.get('customer', link.rightId)];
    // Which values a merged record has is for the person to say who merged.
    if (both.some((record) => record?.formerIds)) return [];
    return both.flatMap((record) =>
      !record || (record.fields[field] ?? null) === value
        ? []
        : [`${record.object} ${record.id} lost ${field} = ${String(value)}, which only the ${side} side changed.`],
    );
  });
}

/** What a person keeps apart stays so, unless that person says otherwise, which takes the separation back. */
const reunited = ({ store }: Rested): string[] =>
  [...store.state.separated.values()].flatMap(({ pair, leftId, rightId }) => {
    // One that is to have no counterpart may still belong to another record in a role.
    const others = leftId === null || rightId === null ? [] : store.state.roles.values();
    const together = [...store.state.links.values(), ...others].filter(
      (link) =>
        link.pair === pair &&
        (leftId === null || link.leftId === leftId) &&
        (rightId === null || link.rightId === rightId),
    );
    return together.map((link) => `${pair} ${link.leftId} and ${link.rightId} are linked, and were to be kept apart.`);
  });
/** What is removed on one side is removed on the other one, where that is the policy, or the inbox says why not. */
function leftBehind(rested: Rested): string[] {
  const { variant, crm, erp, store } = rested;
  return [...store.state.links.values()].flatMap(({ pair: name, leftId, rightId, gone, state }) => {
    const pair = name as PairName;
    if (leftId === null || isHeld(store.state, pair, rightId, leftId)) return [];
    const left = crm.records.get(OBJECTS[pair], leftId);
    const right = erp.records.get(pair, rightId);
    const out = pair === 'customer' && isOut(variant, left, right);
    if (out && left && right && state === 'linked' && variant.unmatched !== 'leave') {
      return [`${pair} ${rightId} is out, and ${left.id} is still linked with it.`];
    }
    if (out || (left && right) || (!left && !right) || gone?.because === 'unmatched') return [];
    const policy = left ? variant.deleted.right : pair === 'invoice' ? 'ask' : variant.deleted.left;
    if (policy === 'ignore') return [];
    return [
      `${left ? OBJECTS[pair] : pair} ${left ? leftId : rightId} is left behind, and the inbox does not say why.`,
    ];
  });
}

/**
 * Nothing is removed whose counterpart no person has ever removed, but for what a person had undone. The counterpart is the
 * one of that moment: what is restored may get another one, and that one may be merged, or made anew.
 */
function unjustified({ variant, crm, erp }: Rested): string[] {
  if (variant.filter !== 'none') return [];
  const of = (system: ModelSystem, other: ModelSystem, otherObject: (object: string) => string): string[] =>
    system.takenAway.flatMap(({ object, id, otherId, wantsNone }) => {
      if (otherId === null) return wantsNone ? [] : [`${object} ${id} was removed although it had no counterpart.`];
      return other.records.wasRemovedByPeople(otherObject(object), otherId)
        ? []
        : [`${object} ${id} was removed although nobody had removed ${otherId}.`];
    });
  const rightOf = (object: string): string => PAIRS.find((pair) => OBJECTS[pair] === object) ?? '';
  return [...of(crm, erp, rightOf), ...of(erp, crm, (object) => OBJECTS[object as PairName])];
}

/** Per currency, to the cent, over the invoices that nothing is in doubt of. */
function sums(rested: Rested): string[] {
  const total = new Map<string, Big>();
  const add = (record: SyncRecord | undefined, sign: 1 | -1): void => {
    const { amount = null, currency = null } = record?.fields ?? {};
    if (amount === null) return;
    const key = String(currency);
    total.set(key, (total.get(key) ?? new Big(0)).plus(new Big(String(amount)).times(sign)));
  };
  for (const invoice of rested.erp.records.all('invoice')) {
    const leftId = linkedLeft(rested, 'invoice', invoice.id);
    if (leftId === null || isHeld(rested.store.state, 'invoice', invoice.id, leftId)) continue;
    if (['amount', 'currency'].some((field) => standing(rested.store.state, 'invoice', invoice.id, field))) continue;
    if (linkOf(rested, 'invoice', invoice.id)?.state !== 'linked') continue;
    add(invoice, 1);
    add(rested.crm.records.get('invoices', leftId), -1);
  }
  return [...total].flatMap(([currency, left]) =>
    left.eq(0) ? [] : [`the sums in ${currency} differ by ${left.toFixed()}.`],
  );
}
