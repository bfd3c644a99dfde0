import { LinkMade } from '../answers.ts';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Context, Options } from '../context.ts';

interface Wanted {
  readonly pair: string;
  readonly left: string;
  readonly right: string;
}

export async function link({ server, terminal }: Context, wanted: Wanted, options: Options): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const query = new URLSearchParams({ ...wanted });
  const answer = await server.admin('POST', `/portals/${portalId}/link?${query}`, LinkMade);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const { pair, left, right } = answer.linked;
  terminal.write(printable(`${pair}: ${left} and ${right} are linked, and are being brought into step.`));
}
