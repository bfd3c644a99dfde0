import { z } from 'zod';

const MAX_BYTES = 1_000_000;
const MAX_TIMEOUT_MS = 120_000;

/** What a card hands to `hubspot.fetch`; anything wrong rejects the card's promise with the sentence. */
export const FetchRequest = z.object({
  url: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE', 'PATCH']).default('GET'),
  timeout: z.number().positive().max(MAX_TIMEOUT_MS).default(15_000),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).default({}),
});
export type FetchRequest = z.infer<typeof FetchRequest>;

/** The call never reached the app's server, or no answer came back: the card's promise rejects with this. */
export class FetchFailure extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'FetchFailure';
    this.status = status;
  }
}

/** HubSpot's own rules, each with its own words. */
export function checkedUrl(request: FetchRequest, permitted: readonly string[]): URL {
  const url = URL.canParse(request.url) ? new URL(request.url) : null;
  if (url === null) throw new FetchFailure(400, `hubspot.fetch needs an absolute URL, not "${request.url}".`);
  if (url.protocol !== 'https:') throw new FetchFailure(400, `hubspot.fetch calls https URLs only, not ${url.origin}.`);
  if (url.hostname === 'localhost')
    throw new FetchFailure(400, 'hubspot.fetch cannot call localhost: map a https origin to it.');
  if (!permitted.some((prefix) => isBelow(url, prefix))) {
    throw new FetchFailure(
      400,
      `${url.origin}${url.pathname} is not in the app's permittedUrls.fetch: add its prefix.`,
    );
  }
  if (Object.keys(request.headers).some((name) => name.toLowerCase() !== 'authorization')) {
    throw new FetchFailure(
      400,
      "Invalid Request Headers provided. Only 'Authorization' header is allowed from hubspot.fetch()",
    );
  }
  return url;
}

/** By origin and path: a text prefix alone would let `https://api.example.com.evil.org` through. */
function isBelow(url: URL, prefix: string): boolean {
  const allowed = new URL(prefix);
  return url.origin === allowed.origin && url.pathname.startsWith(allowed.pathname);
}

export function bodyText(request: FetchRequest): string {
  if (request.method === 'GET' || request.body === undefined || request.body === null) return '';
  const text = JSON.stringify(request.body);
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw new FetchFailure(413, 'The request body of hubspot.fetch is over 1 MB.');
  return text;
}

export function checkAnswerSize(text: string): void {
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw new FetchFailure(502, "The server's answer to hubspot.fetch is over 1 MB.");
}
