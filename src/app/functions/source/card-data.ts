import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** What the card receives; it parses the answer itself, so that only one place has to know its shape. */
type Reply = { ok: true; answer: unknown } | { ok: false; code: string; message: string };

/** HubSpot stops a function after 15 s and then hides the reason from the card; this is sooner. */
const TIMEOUT_MS = 9_000;

/** HubSpot puts the values of `secretKeys` into the environment; a function has no other way to read them. */
export async function main(context: { parameters?: unknown } = {}): Promise<Reply> {
  const { LEDGERLINE_URL: url, LEDGERLINE_FUNCTION_SECRET: secret } = process.env;
  if (!url || !secret) return misconfigured('are missing');
  const webhook = readSecret(secret);
  if (webhook === null) return misconfigured('are set, but the second is not a secret of the form whsec_...');
  try {
    return await askServer(url, webhook, JSON.stringify(context.parameters ?? {}));
  } catch {
    return failure('unreachable', 'The Ledgerline server did not answer. Try again in a minute.');
  }
}

/** Signed by the Standard Webhooks scheme, so that the server takes questions from nobody else. */
async function askServer(url: string, webhook: Webhook, body: string): Promise<Reply> {
  const id = `msg_${randomUUID()}`;
  const sentAt = new Date();
  const response = await fetch(new URL('/functions/v1/card', url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': webhook.sign(id, sentAt, body),
    },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer: unknown = await response.json();
  return response.ok ? { ok: true, answer } : refused(answer, response.status);
}

/** The server's own words, or what its status means when something in between answered instead. */
function refused(answer: unknown, status: number): Reply {
  const { error } = (answer ?? {}) as { error?: { code?: unknown; message?: unknown } };
  if (typeof error?.code === 'string' && typeof error.message === 'string') return failure(error.code, error.message);
  return failure('unreachable', `The Ledgerline server answered ${status}. Try again in a minute.`);
}

function readSecret(secret: string): Webhook | null {
  try {
    return new Webhook(secret);
  } catch {
    return null;
  }
}

function misconfigured(state: string): Reply {
  return failure(
    'misconfigured',
    `The app secrets LEDGERLINE_URL and LEDGERLINE_FUNCTION_SECRET ${state}. An administrator sets them with "hs app secret add" or "hs app secret update".`,
  );
}

function failure(code: string, message: string): Reply {
  return { ok: false, code, message };
}
