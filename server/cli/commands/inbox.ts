import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-code.ts';
import { minute, printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Entry = z.looseObject({
  id: z.number(),
  kind: z.enum(['unsure', 'conflict', 'set-aside']),
  pair: z.string(),
  side: z.enum(['left', 'right']),
  recordId: z.string(),
  reason: z.string(),
  fix: z.string(),
  nextAt: z.string().nullable(),
  ignored: z.string().nullable(),
});
type Entry = z.infer<typeof Entry>;
const Inbox = z.object({ inbox: z.array(Entry) });

export const addInbox: Register = ({ context, portalCommand }) => {
  portalCommand('inbox', 'lists what waits for a person; ends with 3 when something does', 'ledgerline inbox')
    .option('--ignored', 'what is ignored as well')
    .action((options: Options & { readonly ignored?: true }) => inbox(context, options));
};

const SIDES = { left: 'HubSpot', right: 'ERP' } as const;

/** What waits and why, the way out, and when it is looked at again by itself. */
async function inbox({ server, terminal }: Context, options: Options & { readonly ignored?: true }): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const answer = await server.admin('GET', `/portals/${portalId}/inbox?ignored=${options.ignored === true}`, Inbox);
  if (options.json) terminal.write(JSON.stringify(answer, null, 2));
  else if (answer.inbox.length === 0) terminal.write('The inbox is empty.');
  else for (const entry of answer.inbox) terminal.write(lines(entry).map(printable).join('\n'));
  if (answer.inbox.some(({ ignored }) => ignored === null)) throw new CliError('', EXIT.waiting);
}

function lines({ id, kind, pair, side, recordId, reason, fix, nextAt, ignored }: Entry): string[] {
  const next =
    nextAt === null ? 'when one of its records changes' : `${minute(nextAt)}, or when one of its records changes`;
  return [
    `${id}  ${kind}  ${pair}, ${SIDES[side]} ${recordId}: ${reason}`,
    ...(ignored === null
      ? [`    ${fix}`, `    Looked at again by itself: ${next}.`]
      : [`    Ignored until one of its records changes: ${ignored}`]),
  ];
}
