import type { ObjectDescription } from '../connector.ts';
import { fieldsToRead, isConstant, mappedFields } from '../fields.ts';
import type { MappedField, Mapping, Pair } from '../mapping.ts';
import type { Side } from '../record.ts';
import { transformOfField } from '../transforms/of-field.ts';
import { ID_FIELD } from '../value.ts';

/** What of a pair is compared and summed up. */
export interface Subject {
  readonly pair: Pair;
  /** Read as one-way fields from the right; a sum is called by the left name. */
  readonly amounts: readonly MappedField[];
  readonly currency: { readonly left?: string; readonly right?: string; readonly code?: string };
  /** Name of the pair whose records are the customers; null when nothing says whose the record is. */
  readonly customer: string | null;
  /** A left record without a counterpart is a drift, not only counted. */
  readonly onlyLeftDrifts: boolean;
}

/** What both systems have, where they could be asked: whether a field is a number is theirs to say. */
export interface Described {
  readonly left?: ObjectDescription | undefined;
  readonly right?: ObjectDescription | undefined;
}

/** The pair's `reconcile` section, completed by what its fields and associations say. */
export function subjectOf(mapping: Mapping, pair: Pair, described: Described = {}): Subject {
  const { amounts: given, currency, customer: named, onlyLeft } = pair.reconcile ?? {};
  const amounts = given
    ? given.map((amount) => asField(pair, amount))
    : mappedFields(pair).filter((one) => isMoney(one, described));
  const customer = named ?? derivedCustomer(mapping, pair);
  const isDocument = amounts.length > 0 && customer !== null && customer !== pair.name;
  return {
    pair,
    amounts,
    currency: currency ? withoutBlanks(currency) : derivedCurrency(pair),
    customer,
    onlyLeftDrifts: onlyLeft === undefined ? isDocument : onlyLeft === 'drift',
  };
}

function asField(pair: Pair, amount: NonNullable<NonNullable<Pair['reconcile']>['amounts']>[number]): MappedField {
  const { left, right, transform } = amount;
  const mapped = mappedFields(pair).find((one) => one.left === left && one.right === right);
  const field = { left, right, direction: 'to-left', rule: 'newest', late: false } as const;
  if (transform) return { ...field, transform };
  return mapped ?? field;
}

/** Numbers that are added up by nobody have other names: quantities, unit prices, percentages, limits. */
const SUMMED = /amount|total|balance|overdue|paid|(^|_)(net|gross|tax|due|tcv|mrr|arr)($|_)/i;

/** A number on both sides, or made one by `money`, by whose name one can tell that it is summed up. */
function isMoney(field: MappedField, { left, right }: Described): boolean {
  if (!SUMMED.test(field.left) && !SUMMED.test(field.right)) return false;
  if (field.transform !== undefined) return 'money' in field.transform;
  const isDecimal = (object: ObjectDescription | undefined, name: string): boolean =>
    object?.fields.find((one) => one.name === name)?.type === 'decimal';
  return field.map === undefined && (isDecimal(left, field.left) || isDecimal(right, field.right));
}

const CURRENCY = /currency/i;

function derivedCurrency(pair: Pair): Subject['currency'] {
  const field = mappedFields(pair).find((one) => CURRENCY.test(one.left) || CURRENCY.test(one.right));
  if (field) return { left: field.left, right: field.right };
  const constant = pair.fields.find((one) => isConstant(one) && CURRENCY.test(one.left));
  if (constant && isConstant(constant) && typeof constant.value === 'string') return { code: constant.value };
  for (const { transform } of mappedFields(pair)) {
    if (transform?.money?.currency !== undefined) return { code: transform.money.currency };
    if (transform?.money?.currencyFrom) return withoutBlanks(transform.money.currencyFrom);
  }
  return {};
}

/** The first pair it is associated with that is itself associated with none: whom the others belong to. */
function derivedCustomer(mapping: Mapping, pair: Pair): string | null {
  const isRoot = (one: Pair | undefined): boolean => one !== undefined && one.associations.length === 0;
  const named = (name: string) => mapping.pairs.find((one) => one.name === name);
  const isTarget = mapping.pairs.some((one) => one.associations.some(({ to }) => to === pair.name));
  if (isRoot(pair)) return isTarget ? pair.name : null;
  return pair.associations.find(({ to }) => isRoot(named(to)))?.to ?? null;
}

const withoutBlanks = (currency: {
  left?: string | undefined;
  right?: string | undefined;
  code?: string | undefined;
}): Subject['currency'] => ({
  ...(currency.left === undefined ? {} : { left: currency.left }),
  ...(currency.right === undefined ? {} : { right: currency.right }),
  ...(currency.code === undefined ? {} : { code: currency.code }),
});

/** Everything that is compared or summed up of a record of this side. */
export function fieldsToCompare({ pair, amounts, currency }: Subject, side: Side): string[] {
  const beside = amounts.flatMap((field) => transformOfField(field)?.reads(side) ?? []);
  const own = [
    ...amounts.map((field) => field[side]),
    ...beside,
    ...(currency[side] === undefined ? [] : [currency[side]]),
  ];
  return [...new Set([...fieldsToRead(pair, side), ...own])].filter(
    (name) => name !== ID_FIELD && !name.startsWith('='),
  );
}
