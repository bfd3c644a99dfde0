import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { hold } from './rule.ts';
import { rules } from './rules.ts';
import type { RuleName } from './rules.ts';
import type { TestSystem } from './test-system.ts';

export type { RuleName } from './rules.ts';
export type { TestSystem } from './test-system.ts';

export interface SuiteOptions {
  /** Starts the real system and the connector on it; once, since all rules share it and make records of their own. */
  readonly start: () => Promise<TestSystem>;
  /** Rules that the system makes impossible, each with the reason, which is printed. */
  readonly cannot?: Readonly<Partial<Record<RuleName, string>>>;
  readonly startTimeoutMs?: number;
}

/** The suite that every connector passes: one test for each rule. docs/connectors.md is its guide. */
export function describeConnector(name: string, { start, cannot = {}, startTimeoutMs = 60_000 }: SuiteOptions): void {
  describe(`the connector ${name}`, () => {
    let system: TestSystem | undefined;
    beforeAll(async () => {
      system = await start();
    }, startTimeoutMs);
    afterAll(async () => {
      await system?.close();
    });
    for (const rule of rules) {
      const reason = cannot[rule.name];
      if (reason !== undefined) process.stderr.write(`Skipped for ${name}: ${rule.name}: ${reason}\n`);
      const run = reason === undefined ? test : test.skip;
      run(reason === undefined ? rule.name : `${rule.name} (${reason})`, async () => {
        if (!system) throw new Error('The test system did not start.');
        await hold(rule, system);
      });
    }
  });
}
