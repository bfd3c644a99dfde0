import type { CheckedObject } from './checked-object.ts';
import { mappedFields, keptIn } from './fields.ts';
import { filterReads } from './filter.ts';
import { createsOn } from './mapping.ts';
import type { Pair } from './mapping.ts';
import { at } from './problem.ts';
import type { Problem } from './problem.ts';
import { otherSide } from './record.ts';
import type { Side } from './record.ts';

type Objects = Readonly<Record<Side, CheckedObject>>;

/** What the pair wants done to whole records, held against what the systems can do. Paths are those below the pair. */
export function lifecycleProblems(pair: Pair, objects: Objects): Problem[] {
  return [
    ...at(['create'], createProblems(pair, objects)),
    ...at(['rightReference'], rightReferenceProblems(pair, objects.right)),
    ...at(['deleted'], deletedProblems(pair, objects)),
    ...at(['unmatched'], unmatchedProblems(pair, objects)),
  ];
}

function createProblems(pair: Pair, objects: Objects): string[] {
  return (['left', 'right'] as const)
    .filter((side) => createsOn(pair, side) && !objects[side].can('create'))
    .map((side) => {
      const other = side === 'left' ? 'right' : 'left';
      const instead = pair.create === 'both' ? other : 'none';
      return `records of ${objects[side].name} cannot be created on the ${side}; allow it in the connection file, or set \`create: ${instead}\``;
    });
}

function deletedProblems(pair: Pair, objects: Objects): string[] {
  return (['left', 'right'] as const).flatMap((gone) => {
    const side = otherSide(gone);
    const policy = pair.deleted[gone];
    const setting = `\`deleted: { ${gone}: ${policy} }\``;
    if ((policy === 'archive' || policy === 'delete') && !objects[side].can(policy)) {
      return [
        `${setting}: records of ${objects[side].name} cannot be ${policy}d on the ${side}; ${insteadOf(objects[side])}`,
      ];
    }
    if (policy === 'unlink' && createsOn(pair, gone)) {
      return [
        `${setting} would create the ${gone} record anew at the next look; use \`ignore\`, or do not create on the ${gone}`,
      ];
    }
    return [];
  });
}

function insteadOf(object: CheckedObject): string {
  const able = (['archive', 'delete'] as const).filter((ability) => object.can(ability));
  return `use one of: ${[...able, 'ask', 'ignore', 'unlink'].join(', ')}`;
}

function unmatchedProblems(pair: Pair, objects: Objects): string[] {
  if (pair.unmatched === 'leave') return [];
  if (!pair.filter) return [`\`unmatched: ${pair.unmatched}\` needs a \`filter\``];
  const { filter } = pair;
  const sides = (['left', 'right'] as const).filter((side) => filterReads(filter, otherSide(side)).length > 0);
  if (pair.unmatched === 'archive') {
    return sides
      .filter((side) => !objects[side].can('archive'))
      .map(
        (side) =>
          `\`unmatched: archive\`: records of ${objects[side].name} cannot be archived on the ${side}; use \`leave\` or \`unlink\``,
      );
  }
  return (['left', 'right'] as const)
    .filter((side) => createsOn(pair, side) && filterReads(filter, side).length > 0)
    .map(
      (side) =>
        `\`unmatched: unlink\` with a filter on a ${side} field would create the ${side} record anew at the next look; use \`leave\` or \`archive\``,
    );
}

function rightReferenceProblems(pair: Pair, right: CheckedObject): string[] {
  const { rightReference: name } = pair;
  if (name === undefined) {
    if (!createsOn(pair, 'right')) return [];
    return [
      '`create` on the right needs `rightReference`, a right field for the left record\u2019s id, or a retry could create a record twice',
    ];
  }
  const field = right.field(name);
  if (!field) return right.unknown(name);
  if (field.readOnly)
    return [`the reference \`${name}\` of ${right.name} cannot be written to; allow it, or name another field`];
  const written = mappedFields(pair).some((one) => one.direction !== 'to-left' && keptIn(one, 'right').includes(name));
  return written ? [`\`${name}\` is the right reference, which is always written; remove it from \`fields\``] : [];
}
