import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../secret.ts';
import { decodeAsHubSpot, type SignedRequest } from './hubspot-signature.ts';

/**
 * Signature v2, by which workflows call: hex SHA-256 over secret + method + uri + body. It says nothing of the time, so
 * what it signs must be the same when it comes again.
 */
export function verifyHubSpotSignatureV2(
  { method, uri, body, signature }: Pick<SignedRequest, 'method' | 'uri' | 'body' | 'signature'>,
  secrets: readonly Secret[],
): boolean {
  if (signature === undefined || !/^[0-9a-f]{64}$/.test(signature)) return false;
  const given = Buffer.from(signature, 'hex');
  const uris = new Set([uri, decodeAsHubSpot(uri)]);
  return secrets.some((secret) =>
    [...uris].some((one) => {
      const expected = createHash('sha256').update(`${secret.reveal()}${method}${one}`).update(body).digest();
      return timingSafeEqual(expected, given);
    }),
  );
}
