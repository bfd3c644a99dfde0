import { z } from 'zod';
import type { SmallSystem } from './small-system.ts';

const Found = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.looseObject({ domain: z.string() }) })),
});

/** HubSpot's id of the customer who owes more than his limit. */
export async function debtorId({ hubspot }: SmallSystem): Promise<string> {
  const { body } = await hubspot.send('GET', '/crm/objects/2026-09/companies?limit=10&properties=domain');
  const { results } = Found.parse(body);
  return results.find(({ properties }) => properties.domain === 'acorn.example')?.id ?? '';
}
