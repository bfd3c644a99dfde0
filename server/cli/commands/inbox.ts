import { z } from 'zod';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Inbox = z.object({
  inbox: z.array(
    z.looseObject({
      kind: z.enum(['unsure', 'conflict', 'set-aside']),
      pair: z.string(),
      side: z.enum(['left', 'right']),
      recordId: z.string(),
      reason: z.string(),
      fix: z.string(),
    }),
  ),
});

const SIDES = { left: 'HubSpot', right: 'ERP' } as const;

export const addInbox: Register = ({ context, portalCommand }) => {
  portalCommand('inbox', 'lists what waits for a person', 'ledgerline inbox').action((options: Options) =>
    inbox(context, options),
  );
};

/** Two lines an entry: what waits and why, then the way out. */
async function inbox({ server, terminal }: Context, options: Options): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const answer = await server.admin('GET', `/portals/${portalId}/inbox`, Inbox);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  if (answer.inbox.length === 0) return terminal.write('The inbox is empty.');
  for (const { kind, pair, side, recordId, reason, fix } of answer.inbox) {
    terminal.write(printable(`${kind}  ${pair}, ${SIDES[side]} ${recordId}: ${reason}`));
    terminal.write(printable(`    ${fix}`));
  }
}
