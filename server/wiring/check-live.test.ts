import { describe, expect, test } from '@jest/globals';
import type { Connector, ObjectDescription } from '../engine/connector.ts';
import { ConfigError, RetryLater } from '../engine/error.ts';
import { parseMapping } from '../engine/parse.ts';
import { checkLive } from './check-live.ts';

const mapping = parseMapping(
  `version: 1
left: hubspot
right: sql
pairs:
  - name: customer
    left: companies
    right: customer
    reference: erp_id
    fields: [{ left: phone, right: fone }]
`,
  'm.yaml',
);

const field = (name: string, unique = false) => ({ name, type: 'string', readOnly: false, unique }) as const;
const hubspot: ObjectDescription[] = [{ name: 'companies', fields: [field('erp_id', true), field('phone')] }];
const erp: ObjectDescription[] = [{ name: 'customer', fields: [field('phone')] }];

/** All that is asked of a system here is its description. */
const describedAs = (answer: Promise<ObjectDescription[]>) => ({ describe: () => answer }) as Connector;
const has = (objects: ObjectDescription[]) => describedAs(Promise.resolve(objects));
function fails(error: Error): Connector {
  const describedNever = async (): Promise<ObjectDescription[]> => {
    throw error;
  };
  return { describe: describedNever } as unknown as Connector;
}

async function check(left: Connector | null, right: Connector) {
  const warnings: string[] = [];
  const error: unknown = await checkLive({
    mapping,
    mappingFile: 'm.yaml',
    left,
    right,
    warn: (sentence) => warnings.push(sentence),
  }).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { warnings, error: error === null ? null : (error as Error).message };
}

describe('checkLive', () => {
  test('what will set records aside is warned of', async () => {
    const asking: ObjectDescription[] = [
      { ...hubspot[0], name: 'companies', fields: hubspot[0]?.fields ?? [], required: [['name']] },
    ];
    const { warnings } = await check(has(asking), has([{ name: 'customer', fields: [field('fone')] }]));
    expect(warnings).toEqual([
      expect.stringMatching(/^m\.yaml: pair `customer`: a new record of companies needs `name`/),
    ]);
  });

  test('an unknown column names file, pair and field, also before anybody has installed the app', async () => {
    for (const left of [has(hubspot), null]) {
      const { error } = await check(left, has(erp));
      expect(error).toContain('m.yaml');
      expect(error).toMatch(/pair `customer`: unknown column `fone` of customer.*phone/);
    }
  });

  test('a system that is down is said, and the start goes on', async () => {
    const down = fails(new RetryLater('The ERP database does not answer.', 1000));
    const { error, warnings } = await check(has(hubspot), down);
    expect(error).toBeNull();
    expect(warnings).toEqual([expect.stringContaining('The ERP database does not answer.')]);
  });

  test('wrong credentials of the ERP stop it; a HubSpot account that has withdrawn does not', async () => {
    const refused = fails(new ConfigError('Refused.', 'Correct the password.'));
    expect((await check(has(hubspot), refused)).error).toBe('Refused.');
    const { warnings } = await check(refused, has([{ name: 'customer', fields: [field('fone')] }]));
    expect(warnings).toHaveLength(1);
  });
});
