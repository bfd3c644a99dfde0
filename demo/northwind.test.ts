import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkMapping } from '../server/engine/check.ts';
import type { Connector, ObjectDescription } from '../server/engine/connector.ts';
import { fieldsToRead } from '../server/engine/fields.ts';
import type { Mapping, Pair } from '../server/engine/mapping.ts';
import { keysOf, match } from '../server/engine/match.ts';
import { parseMapping } from '../server/engine/parse.ts';
import { countPlans, planLook, type LookPlan } from '../server/engine/plan.ts';
import { fieldsToCompare, subjectOf } from '../server/engine/reconcile/subject.ts';
import type { SyncRecord } from '../server/engine/record.ts';
import { createSqlConnector } from '../server/connectors/sql/connector.ts';
import { parseSqlDefinition } from '../server/connectors/sql/definition.ts';
import { startDemoErp, type DemoErp } from './erp/start.ts';

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

interface SeedRecord {
  readonly key: string;
  readonly properties: Readonly<Record<string, string>>;
}
interface SeedPortal {
  readonly objects: Readonly<Record<string, readonly SeedRecord[]>>;
  readonly associations: readonly {
    readonly from: readonly [string, string];
    readonly to: readonly [string, string];
  }[];
}

describe('the demo mapping and the demo portal', () => {
  const mapping: Mapping = parseMapping(text('northwind.mapping.yaml'), 'northwind.mapping.yaml');
  const portal = (JSON.parse(text('portal.json')) as { portals: SeedPortal[] }).portals[0] as SeedPortal;
  let erp: DemoErp;
  let connector: Connector;
  beforeAll(async () => {
    erp = await startDemoErp({ port: 0, dataDir: null, today: '2026-06-15' });
    const definition = parseSqlDefinition(text('northwind.connection.yaml'), 'northwind.connection.yaml');
    connector = createSqlConnector({ url: erp.url, definition });
  });
  afterAll(async () => {
    await connector.close();
    await erp.close();
  });

  test('the mapping fits the live ERP', async () => {
    expect(checkMapping(mapping, hubspotOf(mapping), await connector.describe())).toEqual([]);
  });

  test('every field that is not written to the ERP says so, and every one that is, is writable', async () => {
    const objects = await connector.describe();
    const both = mapping.pairs.flatMap((pair) =>
      pair.fields.flatMap((field) =>
        'right' in field && field.direction !== 'to-left' ? [`${pair.right}.${field.right}`] : [],
      ),
    );
    const writable = objects.flatMap(({ name, fields }) =>
      fields.filter((one) => !one.readOnly).map((one) => `${name}.${one.name}`),
    );
    expect(both.toSorted()).toEqual(writable.toSorted());
  });

  test('ids of order lines and invoice lines never meet', async () => {
    const all: string[] = [];
    for (const object of ['order_line', 'invoice_line']) {
      for await (const page of connector.read({ object, fields: [], cursor: null }))
        all.push(...page.records.map(({ id }) => id));
    }
    expect(new Set(all).size).toBe(all.length);
  });

  test('the seed refers to its own records only', () => {
    const keys = new Set(
      Object.entries(portal.objects).flatMap(([type, records]) => records.map(({ key }) => `${type} ${key}`)),
    );
    const ends = portal.associations.flatMap(({ from, to }) => [from.join(' '), to.join(' ')]);
    expect(ends.filter((end) => !keys.has(end))).toEqual([]);
    const emails = (portal.objects['contacts'] ?? []).map(({ properties }) => properties['email']);
    expect(new Set(emails).size).toBe(emails.length);
  });

  test('the first sync has something of everything', async () => {
    const counts: Record<string, unknown> = {};
    for (const pair of mapping.pairs) counts[pair.name] = countPlans(await firstPlans(connector, pair, portal));
    const onlyCreates = (create: number, associate: number) =>
      expect.objectContaining({ create, associate, update: 0, link: 0, unsure: 0, conflict: 0, setAside: 0 });
    expect(counts).toEqual({
      customer: {
        create: 63,
        update: 31,
        link: 26,
        unsure: 4,
        associate: 0,
        conflict: 5,
        setAside: 0,
        unchanged: 0,
        remove: 0,
        restore: 0,
      },
      contact: {
        create: 67,
        update: 27,
        link: 26,
        unsure: 0,
        associate: 93,
        conflict: 1,
        setAside: 0,
        unchanged: 0,
        remove: 0,
        restore: 0,
      },
      product: onlyCreates(77, 0),
      order: onlyCreates(830, 1660),
      order_line: onlyCreates(2985, 2985),
      invoice: onlyCreates(809, 2427),
      invoice_line: onlyCreates(2891, 2891),
    });
  });
});

/** A HubSpot that has every field the mapping names; the real one is checked by the server when it starts. */
function hubspotOf(mapping: Mapping): ObjectDescription[] {
  const names = new Map<string, Set<string>>();
  for (const pair of mapping.pairs) {
    const fields = names.get(pair.left) ?? new Set<string>();
    const own = new Set(pair.provision.map(({ name }) => name));
    const read = fieldsToCompare(subjectOf(mapping, pair), 'left');
    for (const field of read) if (!own.has(field)) fields.add(field);
    names.set(pair.left, fields);
  }
  return [...names].map(([name, fields]) => ({
    name,
    fields: [...fields].map((field) => ({ name: field, type: 'string', readOnly: false, unique: false })),
  }));
}

/** The looks of a first sync, with the seed in the place of HubSpot. HubSpot's records are as new as the portal: newer. */
async function firstPlans(connector: Connector, pair: Pair, portal: SeedPortal): Promise<LookPlan[]> {
  const read = fieldsToRead(pair, 'left');
  const lefts = (portal.objects[pair.left] ?? []).map(({ key, properties }): SyncRecord => ({
    object: pair.left,
    id: key,
    fields: Object.fromEntries(read.map((name) => [name, properties[name] ?? null])),
    modifiedAt: new Date().toISOString(),
  }));
  const leftKeys = lefts.map((left) => ({ left, keys: keysOf(pair, 'left', left) }));
  const plans: LookPlan[] = [];
  for await (const page of connector.read({ object: pair.right, fields: fieldsToRead(pair, 'right'), cursor: null })) {
    for (const right of page.records) {
      const found = match(
        keysOf(pair, 'right', right).map((key, at) =>
          key === null ? [] : leftKeys.filter(({ keys }) => keys[at] === key).map(({ left }) => left.id),
        ),
      );
      const left = found.kind === 'one' ? (lefts.find(({ id }) => id === found.leftId) ?? null) : null;
      plans.push(planLook({ pair, link: null, left, right, match: found }));
    }
  }
  return plans;
}
