import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { z } from 'zod';
import type { Server } from '../admin-client.ts';
import { CliError } from '../cli-error.ts';
import { DriftPage, SumsPage } from './answers.ts';

const PAGE = 1000;
const DRIFT = [
  'pair',
  'kind',
  'leftId',
  'rightId',
  'field',
  'left',
  'right',
  'explanation',
  'repair',
  'action',
] as const;
const SUMS = [
  'pair',
  'amount',
  'customer',
  'currency',
  'leftCount',
  'rightCount',
  'left',
  'right',
  'difference',
  'explained',
] as const;

/** Writes everything that differs, however much it is. */
export const writeDrift = (server: Server, path: string, file: string): Promise<void> =>
  write(
    file,
    DRIFT,
    pages(server, `${path}/drift`, DriftPage, ({ drift }) => drift),
  );

/** Writes the sums of every customer, those that are equal as well. */
export const writeSums = (server: Server, path: string, file: string): Promise<void> =>
  write(
    file,
    SUMS,
    pages(server, `${path}/sums`, SumsPage, ({ sums }) => sums),
  );

async function* pages<A, R extends { readonly id: number }>(
  server: Server,
  path: string,
  answer: z.ZodType<A>,
  rowsOf: (page: A) => readonly R[],
): AsyncIterable<R> {
  for (let after = 0; ;) {
    const rows = rowsOf(await server.admin('GET', `${path}?after=${after}&limit=${PAGE}`, answer));
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

async function write<R extends object>(file: string, columns: readonly (keyof R & string)[], rows: AsyncIterable<R>) {
  const lines = async function* (): AsyncIterable<string[]> {
    for await (const row of rows) yield columns.map((column) => cell(row[column]));
  };
  try {
    await pipeline(lines, stringify({ header: true, columns: [...columns] }), createWriteStream(file));
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError(`${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`, 1, {
      cause,
    });
  }
}

/** Values come from other people's systems: a spreadsheet must not take one for a formula. Numbers stay numbers. */
function cell(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}
