import type { Wire } from '../wire.ts';

/** The cookie of an install that begins, its state, and what HubSpot is asked. */
export async function beginInstall(wire: Wire): Promise<{ cookie: string; query: URLSearchParams; state: string }> {
  const { headers } = await wire.send('GET', '/oauth/install');
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
  const query = new URL(headers.get('location') ?? '').searchParams;
  return { cookie, query, state: query.get('state') ?? '' };
}
