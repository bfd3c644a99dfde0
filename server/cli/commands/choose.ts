import { z } from 'zod';
import { sideOf } from '../arguments.ts';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const ChoiceMade = z.object({
  chosen: z.object({ pair: z.string(), right: z.string(), winner: z.enum(['left', 'right']) }),
});

interface Wanted {
  readonly pair: string;
  readonly right: string;
  readonly winner: 'left' | 'right';
}

export const addChoose: Register = ({ context, portalCommand }) => {
  portalCommand(
    'choose <pair> <erpId> <winner>',
    'decides a conflict that waits; the winner is "hubspot" or "erp"',
    'ledgerline choose customer ALFKI hubspot',
  ).action((pair: string, right: string, winner: string, options: Options) =>
    choose(context, { pair, right, winner: sideOf(winner) }, options),
  );
};

async function choose({ server, terminal }: Context, wanted: Wanted, options: Options): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const query = new URLSearchParams({ ...wanted });
  const answer = await server.admin('POST', `/portals/${portalId}/choose?${query}`, ChoiceMade);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const { pair, right, winner } = answer.chosen;
  const side = winner === 'left' ? 'HubSpot' : 'the ERP';
  terminal.write(printable(`${pair} ${right}: the values of ${side} are being written to the other side.`));
}
