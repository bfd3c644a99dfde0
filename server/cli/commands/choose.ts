import { ChoiceMade } from '../answers.ts';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Context, Options } from '../context.ts';

interface Wanted {
  readonly pair: string;
  readonly right: string;
  readonly winner: 'left' | 'right';
}

export async function choose({ server, terminal }: Context, wanted: Wanted, options: Options): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const query = new URLSearchParams({ ...wanted });
  const answer = await server.admin('POST', `/portals/${portalId}/choose?${query}`, ChoiceMade);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const { pair, right, winner } = answer.chosen;
  const side = winner === 'left' ? 'HubSpot' : 'the ERP';
  terminal.write(printable(`${pair} ${right}: the values of ${side} are being written to the other side.`));
}
