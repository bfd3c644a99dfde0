import type { Mapping } from './mapping.ts';
import { takesAway } from './operation.ts';
import type { Operation } from './operation.ts';

/**
 * Phases; all operations of one are done before the next begins. A pair's records exist before those of later pairs, so
 * associations, which come after all of them, always find both ends; late updates find the associations.
 */
export function orderOperations(mapping: Mapping, operations: readonly Operation[]): Operation[][] {
  const pairNo = new Map(mapping.pairs.map((pair, index) => [pair.name, index]));
  const numberOf = (operation: Operation): number => pairNo.get(operation.pair) ?? mapping.pairs.length;
  const inPairOrder = operations.toSorted((a, b) => numberOf(a) - numberOf(b));
  const phases = [
    inPairOrder.filter(({ kind }) => kind === 'link'),
    ...mapping.pairs.map(({ name }) => inPairOrder.filter(({ kind, pair }) => kind === 'create' && pair === name)),
    inPairOrder.filter((operation) => operation.kind === 'update' && !operation.late),
    // A line item has one parent at a time.
    inPairOrder.filter(({ kind }) => kind === 'dissociate'),
    inPairOrder.filter(({ kind }) => kind === 'associate'),
    inPairOrder.filter((operation) => operation.kind === 'update' && operation.late),
    inPairOrder.filter(({ kind }) => kind === 'restore'),
    // What refers to other records goes before them.
    ...mapping.pairs
      .toReversed()
      .map(({ name }) => inPairOrder.filter((operation) => takesAway(operation) && operation.pair === name)),
  ];
  return phases.filter((phase) => phase.length > 0);
}
