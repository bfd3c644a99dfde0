import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { confirm } from '../confirm.ts';
import { EXIT } from '../exit-code.ts';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import { linkFile } from './link-file.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const LinkMade = z.object({
  linked: z.object({ pair: z.string(), left: z.string(), right: z.string(), role: z.string().optional() }),
});

interface LinkOptions extends Options {
  readonly role?: string;
  readonly yes?: true;
  readonly csv?: string;
  readonly dryRun?: true;
}

interface Wanted {
  readonly pair: string;
  readonly left: string;
  readonly right: string;
}

export const addLink: Register = ({ context, portalCommand }) => {
  portalCommand(
    'link [pair] [hubspotId] [erpId]',
    'says that two records are the same thing; the way out of "unsure"',
    'ledgerline link customer 30140000001 ALFKI\n         ledgerline link customer 30140000001 ALFKI-2 --role branch\n         ledgerline link --csv pairs.csv',
  )
    .option('--role <role>', 'the ERP record belongs to the other one in this role; no fields are written')
    .option('--csv <file>', 'link all pairs of a file with the columns pair,left,right,role; all of them, or none')
    .option('--dry-run', 'with --csv: say what would be done, and do nothing')
    .option('--yes', 'with --csv: do it without asking')
    .action((pair: string | undefined, left: string | undefined, right: string | undefined, options: LinkOptions) => {
      if (options.csv !== undefined && pair === undefined) return linkFile(context, options.csv, options);
      if (options.csv === undefined && pair !== undefined && left !== undefined && right !== undefined) {
        return link(context, 'link', { pair, left, right }, options);
      }
      throw new CliError('Say which records: a pair and two ids, or --csv and a file.', EXIT.usage);
    });
};

export const addRelink: Register = ({ context, portalCommand }) => {
  portalCommand(
    'relink <pair> <hubspotId> <erpId>',
    'links two records in place of the links that they have now',
    'ledgerline relink customer 30140000001 ALFKI',
  )
    .option('--yes', 'do it without asking')
    .action(async (pair: string, left: string, right: string, options: LinkOptions) => {
      await confirm(context, `End the links that ${pair} ${left} and ${right} have now?`, options.yes);
      await link(context, 'relink', { pair, left, right }, options);
    });
};

async function link(
  { server, terminal }: Context,
  path: 'link' | 'relink',
  wanted: Wanted,
  options: LinkOptions,
): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const query = new URLSearchParams({ ...wanted, ...(options.role !== undefined && { role: options.role }) });
  const answer = await server.admin('POST', `/portals/${portalId}/${path}?${query}`, LinkMade);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const { pair, left, right, role = 'primary' } = answer.linked;
  const what =
    role === 'primary'
      ? `${left} and ${right} are linked, and are being brought into step.`
      : `${right} belongs to ${left} as ${role}; its documents show there, and no fields are written.`;
  terminal.write(printable(`${pair}: ${what}`));
}
