import { associationProblems } from './check-associations.ts';
import { fieldProblems } from './check-fields.ts';
import { provisionProblems } from './check-provision.ts';
import { reconcileProblems } from './check-reconcile.ts';
import { lifecycleProblems } from './check-lifecycle.ts';
import { targetProblems } from './check-target.ts';
import { checkedObject, type CheckedObject } from './checked-object.ts';
import type { ObjectDescription } from './connector.ts';
import type { Mapping, Pair } from './mapping.ts';
import { mappingNeeds } from './needs.ts';
import { at, below } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Side } from './record.ts';
import { didYouMean } from './suggest.ts';

/** The sentences alone: see mappingProblems. */
export const checkMapping = (
  mapping: Mapping,
  left: readonly ObjectDescription[],
  right: readonly ObjectDescription[],
): string[] => mappingProblems(mapping, left, right).map(({ text }) => text);

/**
 * Holds the mapping against what both systems really have; each problem is a sentence with its fix. What would be
 * provisioned counts as present.
 */
export function mappingProblems(
  mapping: Mapping,
  left: readonly ObjectDescription[],
  right: readonly ObjectDescription[],
): Problem[] {
  const needs = mappingNeeds(mapping);
  const live = mapping.pairs.flatMap((pair, pairNo) => {
    const leftObject = checkedObject(pair.left, left, needs);
    const rightObject = checkedObject(pair.right, right, []);
    return inPair(pair, pairNo, [
      ...(leftObject ? [] : objectProblems(pair, 'left', left)),
      ...(rightObject ? [] : objectProblems(pair, 'right', right)),
      ...(leftObject && rightObject ? pairProblems(mapping, pair, leftObject, rightObject) : []),
      ...targetProblems(
        pair,
        left.find(({ name }) => name === pair.left),
      ),
      ...associationProblems(mapping, pair, rightObject),
    ]);
  });
  return [...ownProblems(mapping), ...live];
}

const pairProblems = (mapping: Mapping, pair: Pair, left: CheckedObject, right: CheckedObject): Problem[] => [
  ...fieldProblems(pair, left, right),
  ...lifecycleProblems(pair, { left, right }),
  ...at(['reconcile'], reconcileProblems(mapping, pair, left, right)),
];

/** What can be said of a mapping without the systems. */
export const formProblems = (mapping: Mapping): Problem[] => [
  ...ownProblems(mapping),
  ...mapping.pairs.flatMap((pair, pairNo) => inPair(pair, pairNo, associationProblems(mapping, pair, undefined))),
];

function ownProblems(mapping: Mapping): Problem[] {
  const names = mapping.pairs.map((pair) => pair.name);
  const doubled = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [
    ...[...doubled].map((name) => ({
      path: ['pairs', names.lastIndexOf(name), 'name'],
      text: `Two pairs are named \`${name}\`; give each pair its own name.`,
    })),
    ...mapping.pairs.flatMap((pair, pairNo) => inPair(pair, pairNo, provisionProblems(pair))),
  ];
}

const inPair = (pair: Pair, pairNo: number, problems: readonly Problem[]): Problem[] =>
  below(['pairs', pairNo], problems).map((problem) => ({ ...problem, text: `pair \`${pair.name}\`: ${problem.text}` }));

function objectProblems(pair: Pair, side: Side, objects: readonly ObjectDescription[]): Problem[] {
  const names = objects.map((object) => object.name);
  return at([side], [`unknown ${side} object \`${pair[side]}\`${didYouMean(pair[side], names)}`]);
}
