import type { HubDbRow } from './rows.ts';

const OF_ROW = { hs_id: 'id', hs_name: 'name', hs_path: 'path', hs_created_at: 'createdAt' } as const;

/** What every row has beside its columns: `hs_id`, `hs_name`, `hs_path`, `hs_created_at`. */
export const isOfRow = (column: string): column is keyof typeof OF_ROW => column in OF_ROW;

export function cellOf(row: HubDbRow, column: string): unknown {
  return isOfRow(column) ? row[OF_ROW[column]] : row.values[column];
}

/** A cell as filters and CSV files see it: options by their name, several ones with semicolons between. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellText).join(';');
  if (typeof value === 'object') return 'name' in value ? String(value.name) : JSON.stringify(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
