import type { CheckedObject } from './checked-object.ts';
import type { Mapping, Pair } from './mapping.ts';
import { subjectOf } from './reconcile/subject.ts';
import { didYouMean } from './suggest.ts';

/** The pair's `reconcile` section held against both live objects. */
export function reconcileProblems(mapping: Mapping, pair: Pair, left: CheckedObject, right: CheckedObject): string[] {
  const { reconcile } = pair;
  if (!reconcile) return [];
  const { amounts = [], currency = {}, customer } = reconcile;
  const problems = [
    ...amounts.flatMap((amount) => [...left.unknown(amount.left), ...right.unknown(amount.right)]),
    ...(currency.left === undefined ? [] : left.unknown(currency.left)),
    ...(currency.right === undefined ? [] : right.unknown(currency.right)),
  ].map((problem) => `reconcile: ${problem}`);
  const named = subjectOf(mapping, pair).currency;
  if (amounts.length > 0 && Object.keys(named).length === 0) {
    problems.push(
      'reconcile: nothing says in which currency the amounts are; add `currency: { left: field, right: field }`, or ' +
        '`currency: { code: EUR }` when all are in one',
    );
  }
  if (customer === undefined || customer === pair.name) return problems;
  const targets = pair.associations.map(({ to }) => to);
  if (!targets.includes(customer)) {
    problems.push(
      `reconcile: \`customer\` is \`${customer}\`, which the pair is not associated with${didYouMean(customer, targets)}; ` +
        'name a pair of its `associations`, or the pair itself',
    );
  }
  return problems;
}
