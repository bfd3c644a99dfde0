import type { Change, Connector, Need, ObjectDescription, Outcome } from '../../../engine/connector.ts';
import type { Call } from '../call.ts';
import { missingOfTable, provisionTable } from './provision.ts';
import { getRows, readRows } from './rows.ts';
import { createWrite } from './publish.ts';
import { createTables, fieldsOfTable, isHubDb, type Tables } from './tables.ts';

interface Parts {
  readonly call: Call;
  readonly now: () => Date;
  /** The tables that are described when none is asked for by name. */
  readonly objects: readonly string[];
}

/** HubSpot as `inner` knows it, and the tables of its website: objects that are called `hubdb:` and the name of a table. */
export function withHubDb(inner: Connector, { call, now, objects }: Parts): Connector {
  const tables = createTables(call);
  const { write, finish } = createWrite(call, tables);
  return {
    ...inner,
    async describe(names) {
      const [ofTables, others] = split(names ?? objects, (name) => name);
      const described = await Promise.all(ofTables.map((object) => describeTable(tables, object)));
      return [...(await inner.describe(names && others)), ...described];
    },
    read(request) {
      return isHubDb(request.object)
        ? finished(finish, request.object, () => readRows(call, tables, request, now()))
        : inner.read(request);
    },
    async get(request) {
      if (!isHubDb(request.object)) return inner.get(request);
      await finish(request.object);
      return getRows(call, tables, request);
    },
    async write(changes) {
      const [ofTables, others] = split(changes, objectOf);
      const outcomes = new Map<Change, Outcome>();
      const results = others.length === 0 ? [] : await inner.write(others);
      others.forEach((change, index) => outcomes.set(change, results[index] ?? unanswered));
      for (const [object, some] of Map.groupBy(ofTables, objectOf)) {
        for (const [change, outcome] of await write(object, some)) outcomes.set(change, outcome);
      }
      return changes.map((change) => outcomes.get(change) ?? unanswered);
    },
    async missing(needs) {
      const [ofTables, others] = split(needs, ({ object }) => object);
      const found = await Promise.all(byObject(ofTables).map(([object, some]) => missingOfTable(tables, object, some)));
      return [...((await inner.missing?.(others)) ?? []), ...found.flat()];
    },
    async provision(needs) {
      const [ofTables, others] = split(needs, ({ object }) => object);
      await inner.provision?.(others);
      for (const [object, some] of byObject(ofTables)) await provisionTable(call, tables, object, some);
    },
    rules: async (names) => (await inner.rules?.(names.filter((name) => !isHubDb(name)))) ?? [],
    names: async (object, field) => (isHubDb(object) ? [] : ((await inner.names?.(object, field)) ?? [])),
    associated: async (from, object) =>
      isHubDb(from.object) || isHubDb(object) ? [] : ((await inner.associated?.(from, object)) ?? []),
  };
}

const unanswered: Outcome = { status: 'unknown', reason: 'HubSpot gave no outcome for this change.' };

const objectOf = (change: Change): string => ('from' in change ? change.from.object : change.object);

const byObject = (needs: readonly Need[]): [string, Need[]][] => [...Map.groupBy(needs, ({ object }) => object)];

const split = <T>(all: readonly T[], object: (one: T) => string): [T[], T[]] => [
  all.filter((one) => isHubDb(object(one))),
  all.filter((one) => !isHubDb(object(one))),
];

/** One that is missing is described as it will be before its columns are made. */
async function describeTable(tables: Tables, name: string): Promise<ObjectDescription> {
  const fields = fieldsOfTable((await tables.reload(name)) ?? { columns: [] });
  return { name, fields, can: ['create', 'update', 'archive'], isTarget: true };
}

async function* finished<Page>(
  finish: (object: string) => Promise<void>,
  object: string,
  pages: () => AsyncIterable<Page>,
): AsyncGenerator<Page> {
  await finish(object);
  yield* pages();
}
