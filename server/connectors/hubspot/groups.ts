import { z } from 'zod';
import type { Call } from './call.ts';
import { definitions } from './catalog.ts';

/** Group of the properties that Ledgerline creates, unless the mapping says another one. */
export const GROUP = { name: 'ledgerline', label: 'Ledgerline' };

const Groups = z.object({ results: z.array(z.object({ name: z.string() })) });

export async function groupNames(call: Call, typeId: string): Promise<Set<string>> {
  const { body } = await call({ method: 'GET', path: definitions(typeId, '/groups'), repeatable: true });
  return new Set(Groups.parse(body).results.map(({ name }) => name));
}
