import type { Counts } from './counts.ts';
import type { Mapping } from './mapping.ts';

/**
 * The sentence that stops a run which would change suspiciously many records, or null. Before anything is linked there
 * is nothing to compare with, and the first plan is read by a person anyway.
 */
export function capExceeded(mapping: Mapping, counts: Counts, linkedCount: number): string | null {
  if (linkedCount === 0) return null;
  const known = linkedCount + counts.link;
  if (counts.update * 100 <= mapping.capPercent * known) return null;
  return (
    `The run would change ${counts.update} of ${known} linked records, more than the ${mapping.capPercent} % that ` +
    '`capPercent` allows. Look at the plan; if it is right, raise `capPercent` in the mapping file and run again.'
  );
}
