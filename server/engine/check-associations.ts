import type { CheckedObject } from './checked-object.ts';
import type { Mapping, Pair } from './mapping.ts';
import { at } from './problem.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggest.ts';

/** Paths are those below the pair. */
export function associationProblems(mapping: Mapping, pair: Pair, right: CheckedObject | undefined): Problem[] {
  const earlier = mapping.pairs.slice(0, mapping.pairs.indexOf(pair)).map((other) => other.name);
  const all = mapping.pairs.map((other) => other.name);
  const targets = pair.associations.map((association) => association.to);
  return pair.associations.flatMap(({ to, right: field }, index) => {
    const found = right ? right.unknown(field) : [];
    if (!all.includes(to)) found.push(`associations name an unknown pair \`${to}\`${didYouMean(to, all)}`);
    else if (to === pair.name) found.push('a pair cannot be associated with itself yet; remove the association');
    else if (!earlier.includes(to)) found.push(`the pair \`${to}\` it is associated with comes later; move it up`);
    if (targets.indexOf(to) !== index)
      found.push(`two associations lead to \`${to}\`; only one per pair is possible yet`);
    return at(['associations', index], found);
  });
}
