import type { Operation } from '../engine/plan.ts';

/** Why two records are the same thing, as the link remembers it. */
export const matchedBy = ({ keyNo }: Extract<Operation, { kind: 'link' }>): string => `key ${keyNo}`;
