import { z } from 'zod';
import type { ValueName } from '../../engine/value-name.ts';
import type { Call } from './call.ts';
import { HUBSPOT_VERSION } from './version.ts';

const Page = z.object({
  results: z.array(z.object({ id: z.coerce.string(), email: z.string().nullish() })),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

/**
 * Owners by their address. Records hold the id of the owner; the id of the user is another number. Who has left the account is
 * still the owner of records, and cannot become that of others.
 */
export async function ownerNames(call: Call): Promise<ValueName[]> {
  const [active, archived] = await Promise.all([false, true].map((isArchived) => owners(call, isArchived)));
  const named = (active ?? []).map(({ id, email }) => ({ name: email, value: id }));
  return [...named, ...(archived ?? []).map(({ id, email }) => ({ name: email, value: id, isRetired: true }))];
}

async function owners(call: Call, isArchived: boolean): Promise<{ id: string; email: string }[]> {
  const found: { id: string; email: string }[] = [];
  const path = `/crm/owners/${HUBSPOT_VERSION}?limit=100&archived=${isArchived}`;
  for (let after: string | undefined; ;) {
    const next = after === undefined ? path : `${path}&after=${encodeURIComponent(after)}`;
    const { results, paging } = Page.parse((await call({ method: 'GET', path: next, repeatable: true })).body);
    found.push(...results.flatMap(({ id, email }) => (email ? [{ id, email: email.trim().toLowerCase() }] : [])));
    after = paging?.next?.after;
    if (after === undefined) return found;
  }
}
