import { z } from 'zod';
import type { Journal, JournalPage } from '../../../engine/journal.ts';
import type { Call } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { HUBSPOT_VERSION } from '../version.ts';
import { inboundOfEvents } from './events.ts';
import { readFile } from './file.ts';

const Entry = z.object({ url: z.url(), currentOffset: z.string() });

/** The journal over all accounts of the app. `call` carries the app's own token (client credentials), not an account's. */
export function createJournal(call: Call, apiUrl: string): Journal {
  const read = async (place: string): Promise<JournalPage | null> => {
    const path = `/webhooks-journal/journal/${HUBSPOT_VERSION}/${place}`;
    const answer = await call({ method: 'GET', path, repeatable: true });
    if (answer.status === 204) return null;
    const { url, currentOffset: offset } = Entry.parse(answer.body);
    const { publishedAt, journalEvents } = await readFile(url, apiUrl);
    return { offset, publishedAt, byPortal: inboundOfEvents(journalEvents) };
  };
  return {
    earliest: () => read('earliest'),
    async next(offset) {
      try {
        return await read(`offset/${encodeURIComponent(offset)}/next`);
      } catch (error) {
        // What HubSpot answers for an offset that has aged out is not documented; any refusal of it means the same.
        if (error instanceof Refusal) return 'unknown';
        throw error;
      }
    },
  };
}
