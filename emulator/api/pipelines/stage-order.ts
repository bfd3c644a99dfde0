import type { StageRow } from './pipeline.ts';

/**
 * HubSpot never keeps two stages at one place. A stage that is put on a taken one comes right after the stage that held
 * it, and all are numbered anew from 0; on a free place it is the only one that changes, and gaps stay.
 */
export function placed(others: readonly StageRow[], stage: StageRow): StageRow[] {
  const sorted = others.toSorted((a, b) => a.displayOrder - b.displayOrder);
  const holder = sorted.findIndex((other) => other.displayOrder === stage.displayOrder);
  if (holder === -1) return [...sorted, stage].toSorted((a, b) => a.displayOrder - b.displayOrder);
  return sorted.toSpliced(holder + 1, 0, stage).map((one, displayOrder) => ({ ...one, displayOrder }));
}

/** Stages of one request: of two at one place, the one named later comes after, and then all are numbered anew. */
export function placedAll(stages: readonly StageRow[]): StageRow[] {
  const sorted = stages.toSorted((a, b) => a.displayOrder - b.displayOrder);
  const isTied = new Set(stages.map((stage) => stage.displayOrder)).size < stages.length;
  return isTied ? sorted.map((stage, displayOrder) => ({ ...stage, displayOrder })) : sorted;
}
