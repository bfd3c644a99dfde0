import { z } from 'zod';
import { sideOf } from '../arguments.ts';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const ChoiceMade = z.object({
  chosen: z.object({
    pair: z.string(),
    right: z.string(),
    winner: z.enum(['left', 'right']),
    fields: z.array(z.string()).nullable(),
  }),
});

interface Wanted {
  readonly pair: string;
  readonly right: string;
  readonly winner: 'left' | 'right';
}

type ChooseOptions = Options & { readonly field?: readonly string[]; readonly which?: string };

export const addChoose: Register = ({ context, portalCommand }) => {
  portalCommand(
    'choose',
    'decides a conflict that waits; the winner is "hubspot" or "erp"',
    'ledgerline choose customer ALFKI hubspot --field phone',
  )
    .argument('<pair>')
    .argument('<erpId>')
    .argument('<winner>', '"hubspot" or "erp"', sideOf)
    .option('--field <name...>', "only these fields, by HubSpot's names; otherwise all that wait")
    .option('--which <id>', 'of several HubSpot records that it is associated with, the one that counts')
    .action((pair: string, right: string, winner: Wanted['winner'], options: ChooseOptions) =>
      choose(context, { pair, right, winner }, options),
    );
};

async function choose(
  { server, terminal }: Context,
  { pair, right, winner }: Wanted,
  options: ChooseOptions,
): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const query = new URLSearchParams({ pair, right, winner });
  for (const field of options.field ?? []) query.append('field', field);
  if (options.which !== undefined) query.set('which', options.which);
  const answer = await server.admin('POST', `/portals/${portalId}/choose?${query}`, ChoiceMade);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const side = winner === 'left' ? 'HubSpot' : 'the ERP';
  const what = answer.chosen.fields === null ? 'the values' : answer.chosen.fields.join(', ');
  terminal.write(
    printable(`${pair} ${right}: ${what} of ${side} ${verb(answer.chosen.fields)} being written to the other side.`),
  );
}

const verb = (fields: readonly string[] | null): string => (fields?.length === 1 ? 'is' : 'are');
