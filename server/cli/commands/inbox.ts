import { Inbox } from '../answers.ts';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Context, Options } from '../context.ts';

const SIDES = { left: 'HubSpot', right: 'ERP' } as const;

/** Two lines an entry: what waits and why, then the way out. */
export async function inbox({ server, terminal }: Context, options: Options): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const answer = await server.admin('GET', `/portals/${portalId}/inbox`, Inbox);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  if (answer.inbox.length === 0) return terminal.write('The inbox is empty.');
  for (const { kind, pair, side, recordId, reason, fix } of answer.inbox) {
    terminal.write(printable(`${kind}  ${pair}, ${SIDES[side]} ${recordId}: ${reason}`));
    terminal.write(printable(`    ${fix}`));
  }
}
