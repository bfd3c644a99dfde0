import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { InstalledApp } from '../../app-registration.ts';

const PROCESS = fileURLToPath(new URL('function-process.ts', import.meta.url));
const TIMEOUT_MS = 15_000;
const MAX_BYTES = 6_000_000;
/** HubSpot gives it to every private function without being asked. */
const TOKEN = 'PRIVATE_APP_ACCESS_TOKEN';

/** The card sees `message` only, as in production; `detail` is for the developer's console. */
export class FunctionFailure extends Error {
  readonly detail: string;
  constructor(message: string, detail: string) {
    super(message);
    this.name = 'FunctionFailure';
    this.detail = detail;
  }
}

/** Runs the app function with this uid as `hubspot.serverless` does; resolves to what `main` returned. */
export async function runFunction(app: InstalledApp, uid: string, context: unknown): Promise<unknown> {
  if (app.auth !== 'static') {
    throw new FunctionFailure(
      'App functions need an app with static auth.',
      `${app.name} uses OAuth: HubSpot refuses functions there.`,
    );
  }
  const found = app.functions.find((each) => each.uid === uid);
  if (!found) {
    throw new FunctionFailure('Function not found.', `${app.name} has no app function with the uid "${uid}".`);
  }
  if (Buffer.byteLength(JSON.stringify(context)) > MAX_BYTES)
    throw new FunctionFailure('Payload too large.', 'Over 6 MB.');
  const json = await inProcess(found.entrypoint, context, secretsOf(app, found.secretKeys));
  if (Buffer.byteLength(json) > MAX_BYTES)
    throw new FunctionFailure('Response too large.', `${uid} returned over 6 MB.`);
  return JSON.parse(json) as unknown;
}

function secretsOf(app: InstalledApp, keys: readonly string[]): Record<string, string> {
  const { functionSecrets } = app.registration;
  const named = [...keys, TOKEN].flatMap((key) => {
    const value = functionSecrets[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(named);
}

async function inProcess(entrypoint: string, context: unknown, env: Record<string, string>): Promise<string> {
  const child = fork(PROCESS, { env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const generic = 'There was a problem running the function.';
  try {
    return await new Promise<string>((resolve, reject) => {
      const fail = (detail: string) => reject(new FunctionFailure(generic, detail));
      const timer = setTimeout(() => fail(`No answer within ${TIMEOUT_MS / 1000} s.`), TIMEOUT_MS);
      child.once('message', (reply: { json?: string; error?: string }) => {
        clearTimeout(timer);
        if (reply.json === undefined) fail(reply.error ?? 'The function gave no answer.');
        else resolve(reply.json);
      });
      child.once('error', (error) => fail(error.message));
      child.once('exit', (code) => {
        clearTimeout(timer);
        fail(`The function's process ended with code ${code ?? 'none'} before it answered.`);
      });
      child.send({ entrypoint, context });
    });
  } finally {
    child.kill('SIGKILL');
  }
}
