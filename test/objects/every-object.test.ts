import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { create, REFERENCE, startHubSpot, type HubSpot } from './hubspot.ts';
import { KINDS } from './kinds.ts';

let hubspot: HubSpot;
beforeAll(async () => {
  hubspot = await startHubSpot();
});
afterAll(() => hubspot.emulator.close());

test.each(KINDS)('$object: provisioned, created, read, swept, updated and archived', async (kind) => {
  const { object, created, changed } = kind;
  await hubspot.provision(object);
  const [described] = await hubspot.connector.describe([object]);
  const names = described?.required?.flat() ?? [];
  // What is said to be required is, and nothing else.
  const alone = (described?.required ?? []).filter((group) => group.length === 1).flat();
  for (const name of alone) {
    const { [name]: _, ...rest } = created;
    expect(await hubspot.write(create(object, `without ${name}`, rest))).toMatchObject({ status: 'failed' });
  }
  const { id } = await hubspot.made(object, 'R-1', Object.fromEntries(Object.entries(created).filter(isNeeded(names))));
  expect(await hubspot.write(create(object, 'R-1', created))).toEqual({ status: 'done', id });
  expect(await hubspot.write({ kind: 'update', object, id, fields: changed })).toEqual({ status: 'done', id });

  const fields = [...Object.keys(changed), REFERENCE];
  const expected = { object, id, fields: { ...changed, [REFERENCE]: 'R-1' } };
  expect(await hubspot.connector.get({ object, ids: ['R-1'], fields, by: REFERENCE })).toMatchObject([expected]);
  for (const cursor of [null, hubspot.connector.since?.(new Date(0).toISOString()) ?? null]) {
    const found = [];
    for await (const { records } of hubspot.connector.read({ object, fields, cursor })) found.push(...records);
    expect(found).toEqual(expect.arrayContaining([expect.objectContaining(expected)]));
  }
  expect(await hubspot.write({ kind: 'archive', object, id })).toEqual({ status: 'done', id });
  expect(await hubspot.connector.get({ object, ids: [id], fields })).toEqual([]);
});

/** An object that requires nothing gets all that the table has. */
const isNeeded =
  (required: readonly string[]) =>
  ([name]: [string, unknown]): boolean =>
    required.length === 0 || required.includes(name) || name === 'pipeline';
