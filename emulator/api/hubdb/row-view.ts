import type { HubDbRow } from './rows.ts';

/** A row as REST answers it; `properties` are the columns that a caller wants, null = all. */
export function rowView(row: HubDbRow, properties: readonly string[] | null = null): object {
  const values = Object.entries(row.values).filter(([name]) => properties === null || properties.includes(name));
  return {
    id: row.id,
    name: row.name,
    path: row.path,
    childTableId: row.childTableId === null ? null : String(row.childTableId),
    values: Object.fromEntries(values),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    publishedAt: row.publishedAt,
  };
}
