import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import { throughProxy } from '../../proxied.ts';
import { signatureHeaders, signingTime } from './sign.ts';

/** One request as it was made, and what came back. */
export interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
}

export const delivered = ({ status }: Pick<Posted, 'status'>): boolean =>
  status !== null && status >= 200 && status < 300;

/** Posts a signed body. Redirects are not followed: a moved receiver is a receiver that does not answer. */
export async function post(hub: Hub, app: App, url: string, body: string): Promise<Posted> {
  const headers = {
    'content-type': 'application/json',
    ...signatureHeaders(app.registration.clientSecret, 'POST', url, body, signingTime(hub)),
  };
  const began = performance.now();
  const outcome = await answerOf(hub, throughProxy(url, app.registration.proxy), headers, body);
  return { url, headers, body, ...outcome, durationMs: Math.round(performance.now() - began) };
}

async function answerOf(
  hub: Hub,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Pick<Posted, 'status' | 'error'>> {
  const timeout = hub.settings.webhookTimeoutMs;
  try {
    const signal = AbortSignal.timeout(timeout);
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await answer.body?.cancel();
    return { status: answer.status, error: null };
  } catch (cause) {
    return { status: null, error: reason(cause, timeout) };
  }
}

function reason(cause: unknown, timeout: number): string {
  if ((cause as Error).name === 'TimeoutError') return `no answer within ${timeout} ms`;
  const inner = (cause as { cause?: { code?: string; message?: string } }).cause;
  return inner?.code ?? inner?.message ?? (cause as Error).message;
}
