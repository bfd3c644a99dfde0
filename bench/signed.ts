import { createHmac } from 'node:crypto';

/** The v3 headers HubSpot sends with a call to `uri`. */
export function signedHeaders(secret: string, method: string, uri: string, body = ''): Record<string, string> {
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', secret)
    .update(method + uri + body + timestamp)
    .digest('base64');
  return { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
}
