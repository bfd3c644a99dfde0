/**
 * Who calls a system, the most urgent first. Whoever opens a connector says so once, and it holds for all that is called
 * through it.
 * `card`: a person waits for the answer, in front of a card or at the command line.
 * `live`: something has just changed.
 * `backfill`: plans, syncs, reconciles and undos, which take as long as they take.
 */
export const PRIORITIES = ['card', 'live', 'backfill'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const rankOf = (priority: Priority): number => PRIORITIES.indexOf(priority);
