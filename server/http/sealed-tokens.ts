import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Tokens } from './oauth-client.ts';

/** What is sealed in `install.tokens`. A static token never expires and has nothing to refresh it with. */
export const Sealed = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  /** Epoch milliseconds; null for a static token. */
  expiresAt: z.number().nullable(),
});
export type Sealed = z.infer<typeof Sealed>;

export const sealedOf = (tokens: Tokens, nowMs: number): Sealed => ({
  accessToken: tokens.access_token,
  refreshToken: tokens.refresh_token,
  expiresAt: nowMs + tokens.expires_in * 1000,
});

/** Refreshed at least this long before the end: HubSpot's certification does not accept a 401 as the signal. */
const EARLY_MS = 120_000;
const SPREAD_MS = 240_000;

/**
 * How long before its end a token is replaced, in milliseconds. Accounts that were installed or refreshed together, as
 * after a restart, do not come back together; and all processes read the same time from the same token.
 */
export const earlyMs = ({ accessToken }: Pick<Sealed, 'accessToken'>): number =>
  EARLY_MS + (createHash('sha256').update(accessToken).digest().readUInt32BE() % SPREAD_MS);

export const isDue = (sealed: Sealed, nowMs: number): boolean =>
  sealed.expiresAt !== null && sealed.expiresAt - nowMs <= earlyMs(sealed);

/** Long enough for the call that is about to be made with it. */
const STILL_GOOD_MS = 20_000;
export const stillWorks = ({ expiresAt }: Sealed, nowMs: number): boolean =>
  expiresAt === null || expiresAt - nowMs > STILL_GOOD_MS;
