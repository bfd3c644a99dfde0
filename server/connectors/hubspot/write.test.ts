import { afterEach, describe, expect, test } from '@jest/globals';
import { RetryLater } from '../../engine/error.ts';
import type { Change } from '../../engine/connector.ts';
import type { Call } from './call.ts';
import { quickCall } from './testing/quick-call.ts';
import { scriptedHubSpot, type Reply, type Script, type ScriptedHubSpot } from './testing/scripted-hubspot.ts';
import { createLabelTypes } from './labels.ts';
import { writeChanges } from './write.ts';

const running: ScriptedHubSpot[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});
const writeWith = (call: Call, changes: readonly Change[]) => writeChanges(call, createLabelTypes(call), changes);

async function start(script: Script) {
  const fake = await scriptedHubSpot(script);
  running.push(fake);
  return { fake, write: (changes: Change[]) => writeWith(quickCall(fake.url).call, changes) };
}

interface Input {
  readonly id: string;
  readonly objectWriteTraceId: string;
  readonly properties: Readonly<Record<string, string>>;
}
const inputsOf = (body: unknown): Input[] => (body as { inputs: Input[] }).inputs;
const success = (input: Input) => ({
  id: `7${input.id}`,
  objectWriteTraceId: input.objectWriteTraceId,
  properties: {},
});
const create = (reference: string): Change => ({
  kind: 'create',
  object: 'companies',
  referenceField: 'ledgerline_erp_id',
  reference,
  fields: { name: `Name ${reference}`, phone: null, vip: true },
});

describe('write', () => {
  test('creates are upserts by our reference, a hundred at a time, each with a trace id of its own', async () => {
    const { fake, write } = await start((seen) => ({
      status: 200,
      body: { results: inputsOf(seen.body).map(success) },
    }));
    const outcomes = await write(Array.from({ length: 250 }, (_, n) => create(String(n))));
    expect(outcomes.map((one) => one.status === 'done' && one.id)).toEqual(outcomes.map((_, n) => `7${n}`));
    expect(fake.seen.map((seen) => inputsOf(seen.body).length).toSorted((x, y) => y - x)).toEqual([100, 100, 50]);
    expect(fake.seen[0]?.path).toBe('/crm/objects/2026-09/companies/batch/upsert');
    expect(fake.seen.flatMap(({ body }) => inputsOf(body)).find(({ id }) => id === '0')).toEqual({
      id: '0',
      idProperty: 'ledgerline_erp_id',
      objectWriteTraceId: '0',
      properties: { name: 'Name 0', phone: '', vip: 'true', ledgerline_erp_id: '0' },
    });
    const traces = fake.seen.flatMap((seen) => inputsOf(seen.body).map((input) => input.objectWriteTraceId));
    expect(new Set(traces).size).toBe(250);
  });

  test('batches of one kind go out side by side; a record that is changed twice is changed in order', async () => {
    const four = Promise.withResolvers<void>();
    const names: unknown[] = [];
    let onTheirWay = 0;
    let most = 0;
    const call: Call = async ({ body }) => {
      most = Math.max(most, (onTheirWay += 1));
      // The first ones are answered when there are four of them.
      if (onTheirWay === 4) four.resolve();
      if (inputsOf(body).length === 100) await four.promise;
      onTheirWay -= 1;
      names.push(inputsOf(body)[0]?.properties['name']);
      return { status: 200, headers: new Headers(), body: { results: inputsOf(body) } };
    };
    const update = (id: string, name: string): Change => ({
      kind: 'update',
      object: 'companies',
      id,
      fields: { name },
    });
    const many = Array.from({ length: 700 }, (_, n) => update(String(n), 'x'));
    expect((await writeWith(call, many)).every(({ status }) => status === 'done')).toBe(true);
    expect(most).toBe(4);
    await writeWith(call, [update('1', 'first'), update('1', 'second')]);
    expect(names.slice(-2)).toEqual(['first', 'second']);
  });

  test('a 207 is read per input, in whatever order it comes', async () => {
    const inner = '[{"isValid":false,"message":"Property \\"vip\\" does not exist","name":"vip"}]';
    const { write } = await start((seen) => {
      const [first, second, third] = inputsOf(seen.body) as [Input, Input, Input];
      const message = `Property values were not valid: ${inner}`;
      const context = { objectWriteTraceId: [second.objectWriteTraceId] };
      return {
        status: 207,
        body: { results: [success(third), success(first)], numErrors: 1, errors: [{ message, context }] },
      };
    });
    expect(await write([create('1'), create('2'), create('3')])).toEqual([
      { status: 'done', id: '71' },
      { status: 'failed', reason: 'Property "vip" does not exist', retryAfterMs: null },
      { status: 'done', id: '73' },
    ]);
  });

  test('a 409 for the whole batch fails only the input that causes it', async () => {
    const message = 'Contact already exists. Existing ID: 6001';
    const { write } = await start((seen) => {
      const inputs = inputsOf(seen.body);
      const clash = inputs.some((input) => input.id === '3');
      return clash
        ? { status: 409, body: { message, category: 'CONFLICT' } }
        : { status: 200, body: { results: inputs.map(success) } };
    });
    const outcomes = await write(['1', '2', '3', '4', '5'].map(create));
    // Whoever asked for the create learns which record there is.
    expect(outcomes[2]).toMatchObject({ existingId: '6001' });
    expect(outcomes.map((one) => (one.status === 'failed' ? one.reason : one.status))).toEqual([
      'done',
      'done',
      message,
      'done',
      'done',
    ]);
  });

  test('the same record twice goes out in two batches', async () => {
    const { fake, write } = await start((seen) => ({
      status: 200,
      body: { results: inputsOf(seen.body).map(success) },
    }));
    const update = (phone: string): Change => ({ kind: 'update', object: 'companies', id: '5', fields: { phone } });
    await write([update('1'), update('2')]);
    expect(fake.seen.map((seen) => inputsOf(seen.body)[0]?.properties)).toEqual([{ phone: '1' }, { phone: '2' }]);
  });

  test('a lost answer is an unknown outcome', async () => {
    const { write } = await start(() => 'drop');
    expect(await write([create('1')])).toMatchObject([{ status: 'unknown' }]);
  });

  test('a limit stops the whole call, or only what has not been written', async () => {
    const daily: Reply = { status: 429, body: { policyName: 'DAILY' } };
    const { write: none } = await start(() => daily);
    await expect(none([create('1')])).rejects.toBeInstanceOf(RetryLater);
    const { write: some } = await start((seen, count) =>
      count === 1 ? { status: 200, body: { results: inputsOf(seen.body).map(success) } } : daily,
    );
    const outcomes = await some(Array.from({ length: 101 }, (_, n) => create(String(n))));
    expect(outcomes[99]).toEqual({ status: 'done', id: '799' });
    expect(outcomes[100]).toMatchObject({ status: 'failed', retryAfterMs: 3_600_000 });
  });

  test('associations are made by default type; one that fails does not take the others along', async () => {
    const { fake, write } = await start(() => ({
      status: 207,
      body: {
        results: [
          { from: { id: 1 }, to: { id: '2' } },
          { from: { id: '2' }, to: { id: '1' } },
        ],
        errors: [{ message: 'No company with ID 9 exists' }],
      },
    }));
    const associate = (id: string): Change => ({
      kind: 'associate',
      from: { object: 'contacts', id: '1' },
      to: { object: 'companies', id },
    });
    expect(await write([associate('2'), associate('9')])).toEqual([
      { status: 'done', id: '1' },
      { status: 'failed', reason: 'No company with ID 9 exists', retryAfterMs: null },
    ]);
    expect(fake.seen[0]?.path).toBe('/crm/associations/2026-09/contacts/companies/batch/associate/default');
  });

  test('a page of associations is one call; one that HubSpot finds too large is halved', async () => {
    const { fake, write } = await start(({ body }) => {
      const { inputs } = body as { inputs: object[] };
      if (inputs.length > 100) return { status: 400, body: { message: 'too many' } };
      return { status: 201, body: { results: inputs } };
    });
    const associations = Array.from({ length: 150 }, (_, no): Change => {
      return { kind: 'associate', from: { object: 'contacts', id: `${no}` }, to: { object: 'companies', id: '2' } };
    });
    const outcomes = await write(associations);
    expect([outcomes.filter(({ status }) => status === 'done').length, fake.seen.length]).toEqual([150, 3]);
  });

  test('associations are ended in a batch; one that is not there is no error', async () => {
    const { fake, write } = await start(() => ({ status: 204 }));
    const [from, to] = [
      { object: 'orders', id: '1' },
      { object: 'companies', id: '2' },
    ];
    expect(await write([{ kind: 'dissociate', from, to }])).toEqual([{ status: 'done', id: '1' }]);
    expect(fake.seen[0]).toMatchObject({
      path: '/crm/associations/2026-09/orders/companies/batch/archive',
      body: { inputs: [{ from: { id: '1' }, to: [{ id: '2' }] }] },
    });
  });

  test('records are archived a hundred at a time; one that is gone already is done', async () => {
    const { fake, write } = await start((seen) => {
      const gone = inputsOf(seen.body).some(({ id }) => id === '7');
      return gone ? { status: 404, body: { message: 'No company with ID 7 exists' } } : { status: 204 };
    });
    const archive = (id: string): Change => ({ kind: 'archive', object: 'companies', id });
    const outcomes = await write(Array.from({ length: 101 }, (_, n) => archive(String(n))));
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['done']));
    expect(fake.seen[0]?.path).toBe('/crm/objects/2026-09/companies/batch/archive');
    // Batches are on their way at once, and come in any order.
    expect(fake.seen.map(({ body }) => inputsOf(body)).toSorted((x, y) => x.length - y.length)[0]).toEqual([
      { id: '100' },
    ]);
  });

  test('what HubSpot refuses to archive says why, and what no API does says who can', async () => {
    const message = 'Paid invoices cannot be deleted';
    const { fake, write } = await start(() => ({ status: 400, body: { message } }));
    const outcomes = await write(
      (['archive', 'restore', 'delete'] as const).map((kind) => ({ kind, object: 'invoices', id: '1' })),
    );
    expect(outcomes.map((one) => one.status === 'failed' && one.reason)).toEqual([
      expect.stringContaining(message),
      expect.stringContaining('a person can, within 90 days'),
      expect.stringContaining('archive it instead'),
    ]);
    expect(fake.seen).toHaveLength(1);
  });
});
