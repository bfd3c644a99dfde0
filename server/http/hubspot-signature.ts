import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Secret } from '../secret.ts';

/** HubSpot's own window; also how long a captured request could be replayed. */
const MAX_AGE_MS = 300_000;

/** HubSpot signs the address with exactly these escapes decoded, and no others (its request-validation page). */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};
export const decodeAsHubSpot = (uri: string): string =>
  uri.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (escape) => DECODED[escape.toUpperCase()] ?? escape);

export interface SignedRequest {
  readonly method: string;
  /** The address as HubSpot called it: https, host, path and query. */
  readonly uri: string;
  readonly body: Buffer;
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
}
export type SignatureVerdict = 'valid' | 'missing' | 'stale' | 'wrong';

/**
 * Signature v3: base64 HMAC-SHA256 over method + uri + body + timestamp. HubSpot's production signs the decoded form of
 * the uri, its local proxy the raw one; both are HMACs under our secret, so either is accepted. Two secrets are, too, so
 * that one can be rotated without an outage.
 */
export function verifyHubSpotSignature(
  request: SignedRequest,
  secrets: readonly Secret[],
  nowMs: number,
): SignatureVerdict {
  const { signature, timestamp } = request;
  if (!signature || !timestamp || !/^\d{13}$/.test(timestamp)) return 'missing';
  if (Math.abs(nowMs - Number(timestamp)) > MAX_AGE_MS) return 'stale';
  const given = Buffer.from(signature, 'base64');
  // Decoding forgives what no signer writes: spaces, missing padding, other last bits. One request has one signature.
  if (given.toString('base64') !== signature) return 'wrong';
  const uris = new Set([request.uri, decodeAsHubSpot(request.uri)]);
  for (const secret of secrets) {
    for (const uri of uris) {
      const expected = createHmac('sha256', secret.reveal())
        .update(request.method + uri)
        .update(request.body)
        .update(timestamp)
        .digest();
      if (given.length === expected.length && timingSafeEqual(given, expected)) return 'valid';
    }
  }
  return 'wrong';
}

/** The host comes from our configuration: the Host header is whatever the caller, or a proxy on the way, says. */
export function signedRequest(request: Request, publicBaseUrl: string, body: Buffer): SignedRequest {
  return {
    method: request.method,
    uri: publicBaseUrl + request.originalUrl,
    body,
    signature: request.get('x-hubspot-signature-v3'),
    timestamp: request.get('x-hubspot-request-timestamp'),
  };
}
