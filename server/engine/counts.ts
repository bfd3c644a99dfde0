import type { LookPlan } from './look.ts';

/** What a plan would do, in records; `conflict` counts fields. */
export interface Counts {
  readonly create: number;
  /** Existing records that would be written to, counted once per side. */
  readonly update: number;
  readonly link: number;
  /** Records archived or deleted because their counterpart is gone or the filter ends; and brought back. */
  readonly remove: number;
  readonly restore: number;
  readonly unsure: number;
  /** Associations made and ended. */
  readonly associate: number;
  /** Fields changed on both sides, whether a rule decided them or they wait. */
  readonly conflict: number;
  readonly setAside: number;
  readonly unchanged: number;
}

export function countPlans(plans: readonly LookPlan[]): Counts {
  const sum = (count: (plan: LookPlan) => number): number => plans.reduce((total, plan) => total + count(plan), 0);
  const operations = (kind: string) =>
    sum((plan) => plan.operations.filter((operation) => operation.kind === kind).length);
  const held = (kind: string) => sum((plan) => plan.held.filter((entry) => entry.kind === kind).length);
  return {
    create: operations('create'),
    update: sum(updatedRecords),
    link: operations('link'),
    remove: operations('archive') + operations('delete'),
    restore: operations('restore'),
    unsure: held('unsure'),
    associate: operations('associate') + operations('dissociate'),
    conflict: sum((plan) => plan.conflicts.length),
    setAside: held('set-aside'),
    unchanged: sum((plan) => (plan.operations.length === 0 && plan.held.length === 0 ? 1 : 0)),
  };
}

/** A late update belongs to its create, and an update with a late part is one record. */
function updatedRecords(plan: LookPlan): number {
  const sides = plan.operations.flatMap((operation) =>
    operation.kind === 'update' && 'id' in operation.target ? [operation.side] : [],
  );
  return new Set(sides).size;
}
