import type { Need } from '../engine/need.ts';
import { provisioned } from '../engine/need-words.ts';
import { mappingNeeds } from '../engine/needs.ts';
import { patiently } from './patient.ts';
import type { Portal } from './portal.ts';

/** What the left system lacks; people see it in the run, whether it is a plan or the sync that creates it. */
export async function missingNeeds(portal: Portal, runId: string, signal: AbortSignal): Promise<Need[]> {
  const needs = mappingNeeds(portal.mapping);
  const missing = await patiently(portal.clock, async () => (await portal.left.missing?.(needs)) ?? [], signal);
  // A sync that goes on after a crash finds less missing than it set out with; what it has created stays told.
  if (missing.length > 0) await portal.store.saveProvision(runId, provisioned(portal.mapping, missing));
  return missing;
}

/** As `absent` of a portal has it: objects, and fields as `object.field`. */
export const absentFrom = (missing: readonly Need[]): ReadonlySet<string> =>
  new Set(
    missing.flatMap((need) =>
      need.kind === 'object' ? [need.object] : need.kind === 'field' ? [`${need.object}.${need.name}`] : [],
    ),
  );

/** A system may take minutes to know what was created; asked again, it says what is still to be done. */
export async function provisionNeeds(portal: Portal, missing: readonly Need[], signal: AbortSignal): Promise<void> {
  if (missing.length === 0) return;
  await patiently(portal.clock, async () => portal.left.provision?.(missing), signal);
}
