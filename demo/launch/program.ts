import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { StopError } from './stop-error.ts';

export interface Program {
  readonly name: string;
  readonly url: string;
  /** Resolves when the process ends, with its exit code (null when a signal ended it). */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

interface Recipe {
  readonly name: string;
  readonly file: string;
  /** For Node itself. */
  readonly flags?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

/**
 * Starts one of Ledgerline's programs as a process of its own and waits until it says `{ ready: true, url }`.
 * It runs in its own process group, so that Ctrl-C reaches only us and we decide the order of stopping; when we die
 * without stopping it, its IPC channel closes and it ends by itself.
 */
export async function startProgram(recipe: Recipe): Promise<Program> {
  const log = openSync(recipe.logFile, 'a');
  const child = spawn(process.execPath, [...(recipe.flags ?? []), recipe.file], {
    env: { ...process.env, ...recipe.env },
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(1));
  });
  const url = await readyUrl(child, ended, recipe);
  return { name: recipe.name, url, ended, stop: () => stop(child, ended) };
}

function readyUrl(child: ChildProcess, ended: Promise<number | null>, recipe: Recipe): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('did not become ready within a minute'), START_TIMEOUT_MS);
    const fail = (what: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new StopError(`The ${recipe.name} ${what}. ${lastWords(recipe.logFile)}`));
    };
    child.on('message', (message: { ready?: boolean; url?: string }) => {
      if (!message.ready || message.url === undefined) return;
      clearTimeout(timer);
      resolve(message.url);
    });
    void ended.then((code) => fail(`stopped while starting (exit code ${code})`));
  });
}

async function stop(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-3).join(' | ');
  return `Its last words were: ${lines || '(none)'}. The whole log is ${logFile}.`;
}
