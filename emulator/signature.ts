import { createHash, createHmac } from 'node:crypto';

/** HubSpot's list of percent-escapes that are signed in decoded form (its page "Validating requests"). */
const DECODED = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

export const signedForm = (uri: string): string => uri.replaceAll(DECODED, (escape) => decodeURIComponent(escape));

interface Signed {
  readonly secret: string;
  readonly method: string;
  readonly uri: string;
  readonly body: string;
  readonly timestamp: number;
}

/** `X-HubSpot-Signature` of version v1, as webhooks sign. */
export const signatureV1 = ({ secret, body }: Pick<Signed, 'secret' | 'body'>): string =>
  createHash('sha256').update(`${secret}${body}`).digest('hex');

/** `X-HubSpot-Signature` of version v2, as workflows sign: a plain digest, the address as it was called. */
export const signatureV2 = ({ secret, method, uri, body }: Omit<Signed, 'timestamp'>): string =>
  createHash('sha256').update(`${secret}${method}${uri}${body}`).digest('hex');

/** `X-HubSpot-Signature-v3`. */
export function signatureV3({ secret, method, uri, body, timestamp }: Signed): string {
  return createHmac('sha256', secret)
    .update(`${method}${signedForm(uri)}${body}${timestamp}`)
    .digest('base64');
}
