import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '../../projects.ts';

export const FILES = '/webhooks-journal-files';

const signatureOf = (app: App, path: string, expiresAt: number): string =>
  createHmac('sha256', app.registration.clientSecret).update(`${path}\n${expiresAt}`).digest('hex');

/** An address that needs no token: it carries its end and a signature, as those of S3 do. */
export function fileAddress(app: App, baseUrl: string, stream: string, offset: string, expiresAt: number): string {
  const path = `${FILES}/${stream}/${offset}`;
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Expires-At': String(expiresAt),
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': signatureOf(app, path, expiresAt),
  });
  return `${baseUrl}${path}?${query}`;
}

export function isSigned(app: App, path: string, expiresAt: number, signature: string): boolean {
  const expected = Buffer.from(signatureOf(app, path, expiresAt));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
