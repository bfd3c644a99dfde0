/** One request as it goes over the line, and what may come of it. */
export interface FuzzCase {
  readonly kind: 'signature' | 'body' | 'url' | 'oauth';
  readonly method: string;
  /** The request target, byte for byte. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** Statuses that are in order; anything else is a finding. */
  readonly mayAnswer: readonly number[];
  /** What must not be in the answer as it is. */
  readonly mustNotShow?: string;
}

export const PUBLIC = 'https://ledgerline.example.com';
export const HOOK = '/webhooks/hubspot';
export const PORTAL = 7;
export const SECRET = 'fuzz-client-secret';
/** What the server's clock says: every case is signed as of then. */
export const NOW_MS = 1_795_700_000_000;
