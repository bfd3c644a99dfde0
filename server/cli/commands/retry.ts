import { z } from 'zod';
import { entryId } from '../arguments.ts';
import { amount } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Retried = z.object({ retried: z.number() });

export const addRetry: Register = ({ context, portalCommand }) => {
  portalCommand('retry', 'looks again at one entry of the inbox, or at all of them', 'ledgerline retry 12')
    .argument('[entry]', 'its number in "ledgerline inbox"', entryId)
    .action((entry: number | undefined, options: Options) => retry(context, entry, options));
};

async function retry({ server, terminal }: Context, entry: number | undefined, options: Options): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const query = entry === undefined ? '' : `?entry=${entry}`;
  const answer = await server.admin('POST', `/portals/${portalId}/retry${query}`, Retried);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  terminal.write(
    answer.retried === 0
      ? 'The inbox is empty; there is nothing to look at again.'
      : `Looking again at ${amount(answer.retried, 'record')}. "ledgerline inbox" shows what still waits.`,
  );
}
