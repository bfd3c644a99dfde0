import { z } from 'zod';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const LinkMade = z.object({ linked: z.object({ pair: z.string(), left: z.string(), right: z.string() }) });

interface Wanted {
  readonly pair: string;
  readonly left: string;
  readonly right: string;
}

export const addLink: Register = ({ context, portalCommand }) => {
  portalCommand(
    'link <pair> <hubspotId> <erpId>',
    'says that two records are the same thing; the way out of "unsure"',
    'ledgerline link customer 30140000001 ALFKI',
  ).action((pair: string, left: string, right: string, options: Options) =>
    link(context, { pair, left, right }, options),
  );
};

async function link({ server, terminal }: Context, wanted: Wanted, options: Options): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const query = new URLSearchParams({ ...wanted });
  const answer = await server.admin('POST', `/portals/${portalId}/link?${query}`, LinkMade);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const { pair, left, right } = answer.linked;
  terminal.write(printable(`${pair}: ${left} and ${right} are linked, and are being brought into step.`));
}
