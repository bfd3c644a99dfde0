import { z } from 'zod';
import type { Call } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { HUBSPOT_VERSION } from '../version.ts';

const Usage = z.object({ results: z.array(z.object({ resetsAt: z.iso.datetime() })) });

/** When the requests of the day are counted anew (ISO 8601): at midnight where the account is. Null: HubSpot does not say. */
export async function dayEnd(call: Call): Promise<string | null> {
  const path = `/account-info/${HUBSPOT_VERSION}/api-usage/daily/private-apps`;
  try {
    const { body } = await call({ method: 'GET', path, repeatable: true });
    return Usage.safeParse(body).data?.results[0]?.resetsAt ?? null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
