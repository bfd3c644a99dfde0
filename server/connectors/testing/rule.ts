import type { TestSystem } from './test-system.ts';

/** One promise of a connector. It acts on the system and throws when the promise is not kept. */
export interface Rule {
  readonly name: string;
  /** What to do about it, in a sentence or two. */
  readonly fix: string;
  /** What the rule needs and the system at hand does not have; null when all is there. */
  readonly lacks?: (system: TestSystem) => string | null;
  readonly check: (system: TestSystem) => Promise<void>;
}

/** The first of these that is absent, as `lacks` has to answer. */
export function firstAbsent(parts: Readonly<Record<string, unknown>>): string | null {
  return Object.entries(parts).find(([, part]) => part === undefined || part === null || part === false)?.[0] ?? null;
}

/** Runs a rule; a failure says what to do. */
export async function hold(rule: Rule, system: TestSystem): Promise<void> {
  const absent = rule.lacks?.(system) ?? null;
  if (absent !== null) {
    throw new Error(
      `This rule needs "${absent}", which the connector or its test system does not have.\n\nWhat to do: add it ` +
        `(server/connectors/testing/test-system.ts says what it is), or list the rule under "cannot" with the reason.`,
    );
  }
  try {
    await rule.check(system);
  } catch (error) {
    if (error instanceof Error) error.message = `${error.message}\n\nWhat to do: ${rule.fix}`;
    throw error;
  }
}

/** The part of the test system that `lacks` has found to be there. */
export function given<T>(part: T | undefined | null): T {
  if (part === undefined || part === null) throw new Error('A rule uses a part that its "lacks" does not name.');
  return part;
}
