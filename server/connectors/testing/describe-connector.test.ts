import { describe, expect, test } from '@jest/globals';
import { describeConnector } from './describe-connector.ts';
import { flaws } from './reference/flaws.ts';
import { referenceTestSystem } from './reference/test-system.ts';
import { hold } from './rule.ts';
import { rules } from './rules.ts';

describeConnector('reference', { start: async () => referenceTestSystem() });

describe('the suite notices a connector that breaks the rule', () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))('%s', async (name, rule) => {
    await hold(rule, referenceTestSystem());
    await expect(hold(rule, referenceTestSystem(flaws[name]))).rejects.toThrow(`What to do: ${rule.fix}`);
  });
});

test('a rule whose part is absent fails with what to add, and is never passed over in silence', async () => {
  const bare = { ...referenceTestSystem(), trouble: {} };
  const rule = rules.find(({ name }) => name === 'a busy system is tried again after the time it asks for');
  await expect(hold(rule!, bare)).rejects.toThrow(/needs "trouble\.busy".*list the rule under "cannot"/s);
});
