import { associationProblems } from './check-associations.ts';
import { fieldProblems } from './check-fields.ts';
import { reconcileProblems } from './check-reconcile.ts';
import { checkedObject } from './checked-object.ts';
import type { FieldNeed, ObjectDescription } from './connector.ts';
import type { Mapping, Pair } from './mapping.ts';
import type { Side } from './record.ts';
import { didYouMean } from './suggest.ts';

/**
 * Holds the mapping against what both systems really have; each problem is a sentence with its fix. Fields that would be
 * provisioned count as present.
 */
export function checkMapping(
  mapping: Mapping,
  left: readonly ObjectDescription[],
  right: readonly ObjectDescription[],
): string[] {
  const names = mapping.pairs.map((pair) => pair.name);
  const doubled = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  const needs = fieldNeeds(mapping);
  return [
    ...[...doubled].map((name) => `Two pairs are named \`${name}\`; give each pair its own name.`),
    ...mapping.pairs.flatMap((pair) => {
      const problems = [...objectProblems(pair, 'left', left), ...objectProblems(pair, 'right', right)];
      const leftObject = checkedObject(pair.left, left, needs);
      const rightObject = checkedObject(pair.right, right, []);
      const found = leftObject && rightObject;
      const fields = found
        ? [
            ...fieldProblems(pair, leftObject, rightObject),
            ...reconcileProblems(mapping, pair, leftObject, rightObject),
          ]
        : [];
      return [...problems, ...fields, ...associationProblems(mapping, pair, rightObject)].map(
        (problem) => `pair \`${pair.name}\`: ${problem}`,
      );
    }),
  ];
}

function objectProblems(pair: Pair, side: Side, objects: readonly ObjectDescription[]): string[] {
  if (objects.some((object) => object.name === pair[side])) return [];
  return [
    `unknown ${side} object \`${pair[side]}\`${didYouMean(
      pair[side],
      objects.map((object) => object.name),
    )}`,
  ];
}

/** Fields to create on the left system where it lacks them, each once. */
export function fieldNeeds(mapping: Mapping): FieldNeed[] {
  const needs = mapping.pairs.flatMap((pair) => pair.provision.map((need) => ({ object: pair.left, ...need })));
  const first = (need: FieldNeed) =>
    needs.findIndex(({ object, name }) => object === need.object && name === need.name);
  return needs.filter((need, index) => first(need) === index);
}
