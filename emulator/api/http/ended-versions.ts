import type { Hub } from '../hub.ts';
import { HubSpotError } from './errors.ts';

/** HubSpot's changelog: OAuth v1 stops working on this day; the others are "unsupported" from theirs on. */
const OAUTH_V1_ENDS_AT = Date.UTC(2027, 1, 16);
const ENDS_AT: Readonly<Record<string, number>> = {
  v1: Date.UTC(2027, 8, 1),
  v2: Date.UTC(2027, 8, 1),
  v3: Date.UTC(2027, 8, 1),
  v4: Date.UTC(2027, 2, 30),
};

type Told = Pick<Hub, 'clock' | 'settings'>;

/** Refuses a call of a version that has ended; how HubSpot will answer it is not known, a 404 says what to call instead. */
export function requireLivingVersion({ clock, settings }: Told, version: string): void {
  const endsAt = settings.legacyPathsEnd ? ENDS_AT[version] : undefined;
  if (endsAt !== undefined && clock.now() >= endsAt) throw ended(version, endsAt);
}

export function requireLivingOAuthV1({ clock, settings }: Told): void {
  if (settings.oauthV1Ends && clock.now() >= OAUTH_V1_ENDS_AT) throw ended('v1', OAUTH_V1_ENDS_AT);
}

const ended = (version: string, endsAt: number): HubSpotError =>
  new HubSpotError(
    404,
    'OBJECT_NOT_FOUND',
    `${version} of this API ended on ${new Date(endsAt).toISOString().slice(0, 10)}: call its 2026-09 path.`,
  );
