import { z } from 'zod';
import { confirm } from '../confirm.ts';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Unlinked = z.object({ unlinked: z.object({ pair: z.string(), left: z.string(), right: z.string() }) });

interface UnlinkOptions extends Options {
  readonly alone?: true;
  readonly yes?: true;
}

export const addUnlink: Register = ({ context, portalCommand }) => {
  portalCommand(
    'unlink <pair> <hubspotId> <erpId>',
    'says that two records are not the same; they are not matched again',
    'ledgerline unlink customer 30140000001 ALFKI',
  )
    .option('--alone', 'leave the ERP record without a counterpart: it is neither matched nor created')
    .option('--yes', 'do it without asking')
    .action((pair: string, left: string, right: string, options: UnlinkOptions) =>
      unlink(context, { pair, left, right }, options),
    );
};

async function unlink(
  context: Context,
  wanted: { readonly pair: string; readonly left: string; readonly right: string },
  options: UnlinkOptions,
): Promise<void> {
  const { server, terminal } = context;
  const portalId = await choosePortal(server, options.portal);
  const then = options.alone ? 'which stays without a counterpart' : 'which is then matched or created anew';
  await confirm(context, `Unlink ${wanted.pair} ${wanted.left} from ${wanted.right}, ${then}?`, options.yes);
  const query = new URLSearchParams({ ...wanted, ...(options.alone && { alone: 'yes' }) });
  const answer = await server.admin('POST', `/portals/${portalId}/unlink?${query}`, Unlinked);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const { pair, left, right } = answer.unlinked;
  terminal.write(printable(`${pair}: ${left} and ${right} are linked no more, and will not be matched again.`));
}
