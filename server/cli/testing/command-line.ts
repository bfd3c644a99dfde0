import { spawn } from 'node:child_process';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as an operator does: as a process of its own, with nothing in its environment but `env`. */
export function runLedgerline(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  file: 'ledgerline.ts' | 'ledgerline.mjs' = 'ledgerline.ts',
  /** What is piped in. */
  input = '',
): Promise<Ended> {
  const child = spawn(process.execPath, [join(folder, file), ...args], {
    env: { ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that reads nothing may be gone before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
