import { associationKey, besideKey } from '../../server/engine/associations.ts';
import type { Associated } from '../../server/engine/connector.ts';
import type { Value } from '../../server/engine/record.ts';
import { boundLeft, isHeld, linkOf, type Rested } from './invariants.ts';
import type { LinkRow, MemoryState } from './memory-store.ts';
import { SEVERAL } from './people-associate.ts';
import { LABEL } from './systems.ts';
import { standing } from './undone.ts';

const KEY = associationKey('customer');
const REFERENCE = 'customer_id';

/** What an invoice is associated with on the left and refers to on the right is the same, but for what people made besides. */
export function misassociated(rested: Rested): string[] {
  const { crm, erp, store, variant } = rested;
  return erp.records.all('invoice').flatMap((invoice) => {
    const link = linkOf(rested, 'invoice', invoice.id);
    if (!link?.leftId || link.state !== 'linked' || isHeld(store.state, 'invoice', invoice.id, link.leftId)) return [];
    const undone = standing(store.state, 'invoice', invoice.id, KEY);
    // What was undone on the right stands there; on the left it is what both agreed on.
    if (undone && variant.direction !== 'right-to-left') return [];
    const customerId = (undone ? undone.left : invoice.fields['customer_id']) ?? null;
    const customer = linkOf(rested, 'customer', String(customerId));
    // What belongs to a customer that is out or gone stays as it is.
    if (customer && customer.state !== 'linked') return [];
    const wanted = customerId === null ? null : boundLeft(rested, 'customer', String(customerId));
    // A customer that is not linked, or whose company is gone, has nothing to be associated with.
    const there = wanted !== null && crm.records.get('companies', wanted) ? [wanted] : [];
    const found = endsOf(rested, link.leftId);
    const right = there.join() || 'nothing';
    const words = `invoices ${link.leftId} is associated with ${found.map(({ id }) => id).join(', ') || 'nothing'}`;
    if (!there.every((id) => found.some((one) => one.id === id)) && !isUnsaid(rested, link)) {
      return [`${words} instead of ${right}.`];
    }
    const others = found.filter(({ id }) => !there.includes(id));
    // With both directions, what a merge has moved to the survivor is besides as well.
    const isMerged = (id: string): boolean => variant.direction === 'both' && isMergedCompany(rested, id);
    const isOurs = (id: string): boolean =>
      !crm.ends.byPeople.has(`invoices ${link.leftId} -> companies ${id}`) && !isMerged(id);
    if (others.some(({ id }) => isOurs(id))) return [`${words} instead of ${right}, and no person did that.`];
    const isNew = customerId === null && others.some(({ id }) => !isBeside(link, id));
    if (isNew && variant.direction !== 'right-to-left') return [`${words}, and ${invoice.id} refers to nobody.`];
    const labelled = found.filter(({ id }) => there.includes(id));
    const isLabelled = labelled.every(({ labels }) => labels.includes(LABEL));
    return variant.label && !isLabelled ? [`${words}, without the label.`] : [];
  });
}

/** Companies that an invoice is associated with; those that were removed are associated with nothing. */
const endsOf = ({ crm }: Pick<Rested, 'crm'>, leftId: string | null): Associated[] =>
  crm.ends.of('invoices', leftId ?? '', 'companies').filter(({ id }) => crm.records.get('companies', id));

/** One way to the right, nobody writes on the left; what was never associated says nothing. */
const isUnsaid = (rested: Rested, { leftId, base }: LinkRow): boolean =>
  rested.variant.direction === 'left-to-right' &&
  endsOf(rested, leftId).length === 0 &&
  !Object.hasOwn(base ?? {}, KEY);

const isBeside = ({ base }: LinkRow, id: string): boolean => String(base?.[besideKey('customer')] ?? '').includes(id);

/** Right ids of invoices whose association and reference agreed, with the customer. */
export function agreedInvoices({ crm, erp, store }: Pick<Rested, 'crm' | 'erp' | 'store'>): Map<string, Value> {
  const links = [...store.state.links.values()].filter(({ pair, state }) => pair === 'invoice' && state === 'linked');
  return new Map(
    links.flatMap(({ leftId, rightId, base }): [string, Value][] => {
      const invoice = erp.records.get('invoice', rightId);
      if (!invoice || !leftId || isHeld(store.state, 'invoice', rightId, leftId)) return [];
      const customerId = invoice.fields['customer_id'] ?? null;
      const agreed = base !== null && Object.hasOwn(base, KEY) ? base[KEY] : undefined;
      const ids = endsOf({ crm }, leftId).map(({ id }) => id);
      const company = customerId === null ? undefined : store.state.links.get(JSON.stringify(['customer', customerId]));
      const isSame = customerId === null ? ids.length === 0 : ids.join() === company?.leftId;
      return agreed === customerId && isSame ? [[rightId, customerId]] : [];
    }),
  );
}

/** What one side alone said of an invoice since both last agreed is what both have; what nobody touched is as it was. */
export function unfollowed(rested: Rested, before: ReadonlyMap<string, Value>): string[] {
  const { erp, store, variant, edits } = rested;
  if (variant.direction === 'right-to-left') return [];
  return [...before].flatMap(([rightId, was]) => {
    const link = linkOf(rested, 'invoice', rightId);
    const invoice = erp.records.get('invoice', rightId);
    if (!link || !invoice || isDoubtful(rested, link)) return [];
    const onLeft = edits.findLast(({ side, id, field }) => side === 'left' && id === link.leftId && field === KEY);
    const onRight = edits.findLast(({ side, id, field }) => side === 'right' && id === rightId && field === REFERENCE);
    if ((onLeft && onRight) || (onRight && variant.direction === 'left-to-right')) return [];
    const refers = invoice.fields[REFERENCE] ?? null;
    if (onLeft) return notCarriedOver(rested, link, was, onLeft.value);
    const expected = onRight ? onRight.value : was;
    const isMoved = [was, expected].some((id) => id !== null && isOther(rested, String(id)));
    // Whom the left side means depends on the company alone, where it alone decides.
    const company = was === null ? null : (store.state.links.get(JSON.stringify(['customer', was]))?.leftId ?? null);
    if (isMoved || (variant.direction === 'left-to-right' && (company === null || wasTouched(rested, company))))
      return [];
    return refers === expected
      ? []
      : [
          `${rightId} refers to ${String(refers)}, and ${onRight ? 'the right side alone said' : 'it was'} ${String(expected)}.`,
        ];
  });
}

/** A person alone moved it on the left: so it stays, and the right side has followed. */
function notCarriedOver(rested: Rested, link: LinkRow, was: Value, said: Value): string[] {
  const { crm, erp, store } = rested;
  if (said === SEVERAL) return [];
  const expected = said === null ? null : linkedRight(store.state, String(said));
  const customers = [was, expected ?? null].filter((id) => id !== null);
  const companies = [said, ...customers.map((id) => linkOf(rested, 'customer', String(id))?.leftId ?? null)];
  const isMoved =
    expected === undefined ||
    customers.some((id) => isOther(rested, String(id))) ||
    companies.some((id) => id !== null && wasTouched(rested, String(id)));
  if (isMoved) return [];
  const now = endsOf({ crm }, link.leftId).map(({ id }) => id);
  const refers = erp.records.get('invoice', link.rightId)?.fields[REFERENCE] ?? null;
  if (refers === expected && now.join() === (said ?? '')) return [];
  return [
    `a person moved invoices ${link.leftId} to ${String(said)}: ${link.rightId} refers to ${String(refers)}, and it is associated with ${now.join()}.`,
  ];
}

/** Something else has happened that may rightly have changed either side. */
function isDoubtful({ crm, store: { state } }: Rested, link: LinkRow): boolean {
  const ids = [link.leftId, link.rightId];
  const isUndone = state.ledger.some(
    ({ recordId, runId, field }) =>
      ids.includes(recordId) && [KEY, REFERENCE].includes(field) && state.runs.get(runId)?.kind === 'undo',
  );
  const isGone = link.state !== 'linked' || !crm.records.get('invoices', link.leftId ?? '');
  return isUndone || isGone || isHeld(state, 'invoice', link.rightId, link.leftId);
}

/** The customer is linked with another company than before, or was merged; or its company was. */
function isOther(rested: Rested, rightId: string): boolean {
  const customer = rested.erp.records.get('customer', rightId);
  const leftId = linkOf(rested, 'customer', rightId)?.leftId;
  const isMerged = customer?.id !== rightId || customer.formerIds !== undefined;
  return rested.relinked.has(rightId) || isMerged || (leftId != null && isMergedCompany(rested, leftId));
}

const isMergedCompany = ({ crm }: Rested, id: string): boolean => {
  const company = crm.records.get('companies', id);
  return company !== undefined && (company.id !== id || company.formerIds !== undefined);
};

const wasTouched = (rested: Rested, id: string): boolean =>
  rested.crm.records.get('companies', id) === undefined ||
  isMergedCompany(rested, id) ||
  rested.crm.records.wasRemovedByPeople('companies', id) ||
  rested.crm.applied.some((change) => change.kind === 'archive' && change.id === id);

/** The customer of a company; undefined for one that has none to refer to. */
function linkedRight(state: MemoryState, leftId: string): string | undefined {
  const link = [...state.links.values()].find((one) => one.pair === 'customer' && one.leftId === leftId);
  return link?.state === 'linked' ? link.rightId : undefined;
}
