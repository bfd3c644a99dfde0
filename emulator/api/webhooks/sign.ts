import { createHash, createHmac } from 'node:crypto';

/**
 * The signature headers of a request that HubSpot makes. `url` is the public https address, also where a local proxy
 * brings the request elsewhere; `now` is the machine's time, because receivers compare it with theirs.
 */
export function signatureHeaders(
  secret: string,
  method: string,
  url: string,
  body: string,
  now: number,
): Record<string, string> {
  const v3 = createHmac('sha256', secret)
    .update(`${method}${decodedForSigning(url)}${body}${now}`)
    .digest('base64');
  return {
    'x-hubspot-signature': createHash('sha256').update(`${secret}${body}`).digest('hex'),
    'x-hubspot-signature-version': 'v1',
    'x-hubspot-signature-v3': v3,
    'x-hubspot-request-timestamp': String(now),
  };
}

/** HubSpot signs the address with exactly these escapes decoded (its request validation guide lists them). */
const DECODED = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

export const decodedForSigning = (url: string): string =>
  url.replaceAll(DECODED, (escape) => decodeURIComponent(escape));

/** Where a request to a public address goes on this machine. */
export function throughProxy(url: string, proxy: Readonly<Record<string, string>>): string {
  const { origin } = new URL(url);
  const local = proxy[origin];
  return local === undefined ? url : `${local.replace(/\/$/, '')}${url.slice(origin.length)}`;
}
