import { z } from 'zod';
import { RetryLater } from '../engine/error.ts';
import { Refused } from '../jobs/refused.ts';

const Details = z.object({ portalId: z.number().int().positive() });
const RETRY_MS = 5000;

/** The account that a static token belongs to. Throws Refused for a token that HubSpot does not take, and RetryLater. */
export async function accountOf(apiUrl: string, accessToken: string): Promise<number> {
  const response = await fetch(`${apiUrl}/account-info/2026-09/details`, {
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(15_000),
  }).catch((cause: unknown) => {
    throw new RetryLater('HubSpot does not answer. Try again in a minute.', RETRY_MS, { cause });
  });
  const details = Details.safeParse(await response.json().catch(() => null)).data;
  if (response.ok && details !== undefined) return details.portalId;
  if ([400, 401, 403].includes(response.status)) {
    throw new Refused(
      "HubSpot does not take this access token. Copy it again from the app's page in HubSpot, and check the app's scopes.",
    );
  }
  throw new RetryLater(`HubSpot answered ${response.status}. Try again in a minute.`, RETRY_MS);
}
