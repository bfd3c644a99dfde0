import { hostname, userInfo } from 'node:os';
import { z } from 'zod';
import { CliError } from './cli-error.ts';
import { EXIT } from './exit-code.ts';
import type { Setting } from './setting.ts';

const TIMEOUT_MS = 30_000;
/** The admin API wraps its message, /ready does not. */
const Refusal = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

/** Calls to the server at one address; each throws CliError with a sentence. */
export interface Server {
  readonly url: string;
  /** A path of the admin API, with the admin token; `body` goes as JSON. */
  admin<T>(method: 'GET' | 'POST', path: string, answer: z.ZodType<T>, body?: unknown): Promise<T>;
  /** A path that needs no token: /health, /ready. */
  probe(path: string): Promise<void>;
}

export function serverAt(setting: Setting, signal: AbortSignal): Server {
  const { serverUrl: url } = setting;
  const call = async (method: string, path: string, headers: Record<string, string>, body?: string) => {
    try {
      const response = await fetch(url + path, {
        method,
        headers,
        ...(body !== undefined && { body }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      return { response, text: await response.text() };
    } catch (cause) {
      throw notAnswered(url, cause, signal);
    }
  };
  return {
    url,
    async admin(method, path, answer, body) {
      const authorization = `Bearer ${setting.token().reveal()}`;
      const json = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        authorization,
        'x-ledgerline-operator': me(),
        ...(json !== undefined && { 'content-type': 'application/json' }),
      };
      const { response, text } = await call(method, `/admin${path}`, headers, json);
      if (!response.ok) throw refused(url, response.status, text);
      const parsed = answer.safeParse(asJson(text));
      if (parsed.success) return parsed.data;
      throw new CliError(
        `The server at ${url} answers in a form this command does not know; update the older of the two.`,
      );
    },
    async probe(path) {
      const { response, text } = await call('GET', path, {});
      if (!response.ok) throw refused(url, response.status, text);
    },
  };
}

/** For the audit trail: who runs this, on which machine. */
function me(): string {
  try {
    return encodeURIComponent(`${userInfo().username}@${hostname()}`);
  } catch {
    // A container may have a user without a name.
    return encodeURIComponent(`somebody@${hostname()}`);
  }
}

function notAnswered(url: string, cause: unknown, signal: AbortSignal): CliError {
  if (signal.aborted) return interrupted();
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return new CliError(`The server at ${url} did not answer within ${TIMEOUT_MS / 1000} s; see its log.`, 1, {
      cause,
    });
  }
  const start = 'Start it with "npm run server" ("npm start" for the demo), or set LEDGERLINE_SERVER to its address.';
  return new CliError(`No Ledgerline server is running at ${url}. ${start}`, 1, { cause });
}

export const interrupted = (): CliError =>
  new CliError('Interrupted. What the server has begun goes on: "ledgerline status" shows it.', EXIT.interrupted);

function refused(url: string, status: number, text: string): CliError {
  const refusal = Refusal.safeParse(asJson(text));
  if (refusal.success) return new CliError(refusal.data);
  return new CliError(
    `${url} answered with status ${status} and not as a Ledgerline server does; check LEDGERLINE_SERVER.`,
  );
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
