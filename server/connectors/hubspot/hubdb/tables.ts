import { z } from 'zod';
import type { FieldDescription } from '../../../engine/connector.ts';
import type { Call } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { HUBSPOT_VERSION } from '../version.ts';
import { columnType } from './cells.ts';

const Column = z.looseObject({
  id: z.coerce.string(),
  name: z.string(),
  type: z.string(),
  options: z.array(z.looseObject({ name: z.string() })).nullish(),
});
const Table = z.object({ columns: z.array(Column), updatedAt: z.string() });
export type Column = z.infer<typeof Column>;
export type Table = z.infer<typeof Table>;

const PREFIX = 'hubdb:';

/** A mapping calls a table of HubDB `hubdb:price_list`. */
export const isHubDb = (object: string): boolean => object.startsWith(PREFIX);

export const tableName = (object: string): string => object.slice(PREFIX.length);

export const tables = (rest = ''): string => `/cms/hubdb/${HUBSPOT_VERSION}/tables${rest}`;

/** Everything is read and written in the draft; publishing makes it what the website shows. */
export const tablePath = (object: string, rest: string): string =>
  tables(`/${encodeURIComponent(tableName(object))}${rest}`);

export interface Tables {
  /** The draft as it was found last; null when the account has no such table. */
  find(object: string): Promise<Table | null>;
  reload(object: string): Promise<Table | null>;
}

export function createTables(call: Call): Tables {
  const known = new Map<string, Table>();
  const reload = async (object: string): Promise<Table | null> => {
    try {
      const { body } = await call({ method: 'GET', path: tablePath(object, '/draft'), repeatable: true });
      const table = Table.parse(body);
      known.set(object, table);
      return table;
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return null;
      throw error;
    }
  };
  return { reload, find: async (object) => known.get(object) ?? reload(object) };
}

/** Of every row, besides its columns: what a page of its own is called, and its place on the website. */
export const OF_ROW = ['hs_name', 'hs_path'] as const;

export function fieldsOfTable({ columns }: Pick<Table, 'columns'>): FieldDescription[] {
  const described = columns.map((column): FieldDescription => {
    const type = columnType(column.type);
    const options = (column.options ?? []).map(({ name }) => name);
    return {
      name: column.name,
      type: type ?? 'string',
      readOnly: type === null,
      // No column is unique for HubSpot. One that holds references is for us: rows are looked up by it before any is made.
      unique: column.type === 'TEXT',
      ...(type === 'enumeration' && { options }),
    };
  });
  const ofRow = OF_ROW.map((name) => ({ name, type: 'string', readOnly: false, unique: false }) as const);
  return [...ofRow, ...described];
}
