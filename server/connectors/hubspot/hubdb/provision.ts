import type { FieldNeed, Need } from '../../../engine/connector.ts';
import { ConfigError } from '../../../engine/error.ts';
import type { Call } from '../call.ts';
import { create } from '../creating.ts';
import { columnFor, columnType } from './cells.ts';
import { tableName, tablePath, tables as path, type Column, type Tables } from './tables.ts';

/** The table and the columns that the account lacks. A table is made where the pair has a `schema`. */
export async function missingOfTable(tables: Tables, object: string, needs: readonly Need[]): Promise<Need[]> {
  const table = await tables.reload(object);
  if (table === null) {
    const whole = needs.filter(({ kind }) => kind === 'object' || kind === 'field');
    if (whole.some(({ kind }) => kind === 'object')) return whole;
    throw new ConfigError(
      `The account has no HubDB table "${tableName(object)}".`,
      'Correct the name, or give the pair a `schema`, which has the table created.',
    );
  }
  return needs.filter((need) => {
    if (need.kind !== 'field') return false;
    const column = table.columns.find(({ name }) => name === need.name);
    if (column !== undefined) requireSameType(need, column);
    return column === undefined;
  });
}

function requireSameType(need: FieldNeed, { type }: Column): void {
  if (columnType(type) === need.type) return;
  throw new ConfigError(
    `The column "${need.name}" of ${need.object} is of type ${type}, and the mapping needs ${columnFor(need.type)}.`,
    'Delete or rename the column in HubSpot, or provision another name in the mapping.',
  );
}

/** Columns of a table are replaced as a whole, so those that are there are sent along. The website sees them once published. */
export async function provisionTable(
  call: Call,
  tables: Tables,
  object: string,
  needs: readonly Need[],
): Promise<void> {
  const fields = needs.filter((need) => need.kind === 'field');
  const before = await tables.reload(object);
  const columns = before?.columns ?? [];
  const added = fields.filter(({ name }) => !columns.some((column) => column.name === name)).map(newColumn);
  if (before !== null) {
    const body = { columns: [...columns, ...added] };
    if (added.length > 0) await call({ method: 'PATCH', path: tablePath(object, '/draft'), body, repeatable: true });
  } else {
    const label = needs.find((need) => need.kind === 'object')?.plural ?? tableName(object);
    const body = { name: tableName(object), label, columns: added, allowPublicApiAccess: false, useForPages: false };
    await create(call, { path: path(), body, what: `the HubDB table "${tableName(object)}"` });
  }
  await tables.reload(object);
}

const newColumn = ({ name, label, type, options }: FieldNeed): object => ({
  name,
  label,
  type: columnFor(type),
  options: (options ?? []).map(({ value, label: shown }) => ({ name: value, label: shown })),
});
