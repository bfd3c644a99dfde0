import type { InstalledApp } from '../../app-registration.ts';
import { VIEWER } from '../scene.ts';
import { bodyText, checkAnswerSize, checkedUrl, FetchFailure, type FetchRequest } from './fetch-request.ts';
import { throughProxy } from '../../proxied.ts';
import { signatureV3 } from '../../signature.ts';

const CONCURRENT = 20;

export interface FetchAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** HubSpot's proxy behind `hubspot.fetch`: checks, adds who asks, signs, retries once. Rejects with a `FetchFailure`. */
export type FetchProxy = (app: InstalledApp, portalId: number, request: FetchRequest) => Promise<FetchAnswer>;

export function createFetchProxy(now: () => number): FetchProxy {
  const open = new Map<string, number>();
  return async (app, portalId, request) => {
    const url = checkedUrl(request, app.permittedFetchUrls);
    const body = bodyText(request);
    const account = `${portalId} ${app.registration.appId}`;
    const before = open.get(account) ?? 0;
    if (before >= CONCURRENT) throw new FetchFailure(429, `More than ${CONCURRENT} concurrent hubspot.fetch calls.`);
    open.set(account, before + 1);
    try {
      const target = identified(url, { portalId, appId: app.registration.appId });
      return await sendTwice(() => send(app, request, target, body, now()));
    } finally {
      open.set(account, (open.get(account) ?? 1) - 1);
    }
  };
}

/** Who asks, at the end of the query. A card that writes these names itself is not believed. */
function identified(url: URL, asker: { portalId: number; appId: number }): string {
  const identity = { userId: VIEWER.id, portalId: asker.portalId, userEmail: VIEWER.email, appId: asker.appId };
  for (const name of Object.keys(identity)) if (url.searchParams.has(name)) url.searchParams.delete(name);
  url.hash = '';
  const added = Object.entries(identity).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${url.href}${url.search ? '&' : '?'}${added.join('&')}`;
}

/** HubSpot repeats a call once after a connection failure or a 5xx, which is why the app's POSTs must be idempotent. */
async function sendTwice(once: () => Promise<FetchAnswer>): Promise<FetchAnswer> {
  try {
    const answer = await once();
    if (answer.status < 500) return answer;
  } catch (error) {
    if (error instanceof FetchFailure) throw error;
  }
  try {
    return await once();
  } catch (error) {
    if (error instanceof FetchFailure) throw error;
    throw new FetchFailure(502, 'The app server could not be reached.');
  }
}

async function send(
  app: InstalledApp,
  request: FetchRequest,
  uri: string,
  body: string,
  timestamp: number,
): Promise<FetchAnswer> {
  const { clientSecret, proxy } = app.registration;
  const signature = signatureV3({ secret: clientSecret, method: request.method, uri, body, timestamp });
  const signal = AbortSignal.timeout(request.timeout);
  try {
    const response = await fetch(throughProxy(uri, proxy), {
      method: request.method,
      redirect: 'manual',
      signal,
      ...(body ? { body } : {}),
      headers: {
        ...request.headers,
        ...(body ? { 'content-type': 'application/json' } : {}),
        'x-hubspot-signature-v3': signature,
        'x-hubspot-request-timestamp': String(timestamp),
      },
    });
    const text = await response.text();
    checkAnswerSize(text);
    const type = response.headers.get('content-type');
    return { status: response.status, headers: type ? { 'content-type': type } : {}, body: text };
  } catch (error) {
    if (signal.aborted) throw new FetchFailure(504, `The app server did not answer within ${request.timeout} ms.`);
    throw error;
  }
}
