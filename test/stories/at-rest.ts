import { z } from 'zod';
import type { Demo } from '../../demo/launch/demo.ts';

const Status = z.object({ portals: z.array(z.object({ notices: z.object({ waiting: z.number() }) })) });
const POLL_MS = 5_000;

/**
 * HubSpot's journal tells, late, of what a sync wrote, and a server that has just started looks at what changed last; a story
 * counts what it causes itself.
 */
export async function atRest({ admin }: Demo): Promise<void> {
  for (let quietPolls = 0; quietPolls < 3;) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const { portals } = Status.parse(await admin.status());
    quietPolls = portals.every(({ notices }) => notices.waiting === 0) ? quietPolls + 1 : 0;
  }
}
