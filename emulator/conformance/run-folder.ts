import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mismatch } from './exchange.ts';
import type { Operation } from './operation.ts';
import { operationsIn } from './published-files.ts';

const PLAN = 'plan.json';

/** What every emulator of a run has to know; read once, so that none of them reads all of the published files. */
export interface Plan {
  readonly folder: string;
  readonly operations: readonly Operation[];
}

/** A line that an emulator writes: the operations of one exchange, a mismatch, or the number of a known error. */
export type Line =
  | { readonly called: readonly string[]; readonly status: number }
  | { readonly mismatch: Mismatch }
  | { readonly known: number };

export function openRun(folder: string): { readonly dir: string; readonly plan: Plan } {
  const dir = mkdtempSync(join(tmpdir(), 'emulator-conformance-'));
  const plan = { folder, operations: operationsIn(folder) };
  writeFileSync(join(dir, PLAN), JSON.stringify(plan));
  return { dir, plan };
}

export const planOf = (dir: string): Plan => JSON.parse(readFileSync(join(dir, PLAN), 'utf8')) as Plan;

/** Each process has a file of its own, so that no two lines ever mix. */
export const append = (dir: string, line: Line): void =>
  appendFileSync(join(dir, `${process.pid}.jsonl`), `${JSON.stringify(line)}\n`);

export const linesOf = (dir: string): Line[] =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(join(dir, file), 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as Line);

export const closeRun = (dir: string): void => rmSync(dir, { recursive: true, force: true });
