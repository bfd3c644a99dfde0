import { z } from 'zod';
import { assignment, entryId, sideOf } from '../arguments.ts';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Edited = z.object({ edited: z.object({ values: z.record(z.string(), z.string()) }) });

interface Wanted {
  readonly entry: number;
  readonly side: 'left' | 'right';
  readonly values: Readonly<Record<string, string>>;
}

export const addEdit: Register = ({ context, portalCommand }) => {
  portalCommand(
    'edit',
    'writes values to a record of an inbox entry, in HubSpot or the ERP, and retries it',
    'ledgerline edit 12 erp country=DE vat_id=',
  )
    .argument('<entry>', 'its number in "ledgerline inbox"', entryId)
    .argument('<side>', '"hubspot" or "erp": whose record is written to', sideOf)
    .argument('<field=value...>', "by that system's own field names; nothing after = clears the field", assignment)
    .action((entry: number, side: Wanted['side'], values: Wanted['values'], options: Options) =>
      edit(context, { entry, side, values }, options),
    );
};

async function edit({ server, terminal }: Context, { entry, side, values }: Wanted, options: Options): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const answer = await server.admin('POST', `/portals/${portalId}/inbox/${entry}/edit`, Edited, { side, values });
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const names = Object.keys(answer.edited.values).join(', ');
  terminal.write(printable(`${names} written; the record is being looked at again.`));
}
