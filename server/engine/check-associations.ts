import type { CheckedObject } from './checked-object.ts';
import { keptIn, mappedFields } from './fields.ts';
import { goesRight } from './mapping.ts';
import type { Association, Mapping, Pair } from './mapping.ts';
import { at } from './problem.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggest.ts';
import { ID_FIELD } from './value.ts';

/** Paths are those below the pair. */
export function associationProblems(mapping: Mapping, pair: Pair, right: CheckedObject | undefined): Problem[] {
  return pair.associations.flatMap((association, index) =>
    at(
      ['associations', index],
      [
        ...(right ? right.unknown(association.right) : []),
        ...targetProblems(mapping, pair, association),
        ...ruleProblems(association),
        ...(goesRight(association) ? writeProblems(pair, association, right) : []),
      ],
    ),
  );
}

function targetProblems(mapping: Mapping, pair: Pair, association: Association): string[] {
  const { to } = association;
  const earlier = mapping.pairs.slice(0, mapping.pairs.indexOf(pair)).map((other) => other.name);
  const all = mapping.pairs.map((other) => other.name);
  const found: string[] = [];
  if (!all.includes(to)) found.push(`associations name an unknown pair \`${to}\`${didYouMean(to, all)}`);
  else if (to === pair.name) found.push('a pair cannot be associated with itself yet; remove the association');
  else if (!earlier.includes(to)) found.push(`the pair \`${to}\` it is associated with comes later; move it up`);
  if (pair.associations.find((one) => one.to === to) !== association)
    found.push(`two associations lead to \`${to}\`; only one per pair is possible yet`);
  return found;
}

function ruleProblems({ to, direction, rule }: Association): string[] {
  if (rule === undefined) return [];
  if (direction !== 'both') {
    return [
      `the association with \`${to}\` has a \`rule\`, which decides only where both sides may change it; remove it, or set \`direction: both\``,
    ];
  }
  if (rule !== 'newest') return [];
  return [
    `the association with \`${to}\` has \`rule: newest\`, but no system says when an association changed; use one of: right, left, right-unless-blank, left-unless-blank, ask`,
  ];
}

/** What goes to the right is written to a field there, and by nobody else. */
function writeProblems(pair: Pair, association: Association, right: CheckedObject | undefined): string[] {
  const { right: name, direction } = association;
  const found: string[] = [];
  if (name === ID_FIELD || right?.field(name)?.readOnly === true) {
    found.push(
      `\`${name}\` of ${pair.right} cannot be written to, which \`direction: ${direction}\` does; allow it in the connection file, or set \`direction: right-to-left\``,
    );
  }
  const isField = mappedFields(pair).some((one) => one.direction !== 'to-left' && keptIn(one, 'right').includes(name));
  const other = pair.associations.find((one) => goesRight(one) && one.right === name);
  if (isField || name === pair.rightReference || other !== association) {
    found.push(`\`${name}\` of ${pair.right} is written from somewhere else as well; set \`direction: right-to-left\``);
  }
  return found;
}
