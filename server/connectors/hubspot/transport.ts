import { Client } from '@hubspot/api-client';
import { ConfigError } from '../../engine/error.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** From the root of the API, query included. */
  readonly path: string;
  readonly body?: unknown;
}
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, else the text: Cloudflare answers some failures in HTML. */
  readonly body: unknown;
}
export type Transport = (request: HttpRequest, accessToken: string) => Promise<HttpAnswer>;

/** The call did not end in an answer. `sent` says whether HubSpot may have acted on it. */
export class NoAnswer extends Error {
  readonly sent: boolean;
  constructor(message: string, sent: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NoAnswer';
    this.sent = sent;
  }
}

const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Node's word for a connection that the fence around outgoing calls refused. */
const FENCED = 'ERR_IP_BLOCKED';
/** Cloudflare gives up on HubSpot after 100 s (524); waiting longer than that never helps. */
const TIMEOUT_MS = 110_000;

/** One HTTP call through HubSpot's own client: no limiter, no retry, any status is an answer. */
export function createTransport(apiUrl: string, timeoutMs = TIMEOUT_MS): Transport {
  return async ({ method, path, body }, accessToken) => {
    // Limiter and retry live in a process-wide singleton that belongs to the client constructed last. Constructing one
    // (a few assignments) right before its only call keeps them off for us, whatever else in the process made a client.
    const client = new Client({ accessToken, basePath: apiUrl, numberOfApiCallRetries: 0 });
    try {
      return await withTimeout(answerOf(client.apiRequest({ method, path, body })), timeoutMs);
    } catch (error) {
      if (error instanceof NoAnswer) throw error;
      const code = codeOf(error);
      if (code === FENCED) throw fenced(apiUrl, error);
      throw new NoAnswer(`HubSpot did not answer ${method} ${pathOnly(path)} (${code})`, !NEVER_SENT.has(code), {
        cause: error,
      });
    }
  };
}

function fenced(apiUrl: string, cause: unknown): ConfigError {
  return new ConfigError(
    `${new URL(apiUrl).host} is at an address that is not on the internet, so nothing was sent there.`,
    'Correct HUBSPOT_API_URL, or add the address to LEDGERLINE_ALLOWED_ADDRESSES.',
    { cause },
  );
}

async function answerOf(call: Promise<Response>): Promise<HttpAnswer> {
  const response = await call;
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

/** The client takes no abort signal, so a call that hangs is left behind rather than cut off. */
async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`HubSpot did not answer within ${timeoutMs} ms`, true)), timeoutMs);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}

/** fetch hides the reason in the cause, and with several addresses in the errors of the cause. */
function codeOf(error: unknown): string {
  const cause = (error as { cause?: { code?: unknown; errors?: { code?: unknown }[] } }).cause;
  const code = cause?.code ?? cause?.errors?.[0]?.code;
  return typeof code === 'string' ? code : 'no connection';
}

/** Queries can hold e-mail addresses, which have no place in a message. */
export const pathOnly = (path: string): string => path.split('?', 1)[0] ?? path;
