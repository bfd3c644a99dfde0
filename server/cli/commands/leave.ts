import { z } from 'zod';
import { portalId } from '../arguments.ts';
import { confirm } from '../confirm.ts';
import { amount, printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Uninstalled = z.object({ portalId: z.number(), inHubSpot: z.boolean(), keptDays: z.number() });
const Purged = z.object({ purged: z.number() });
const Erasing = z.object({ erasing: z.object({ object: z.string(), id: z.string() }) });

interface Sure extends Options {
  readonly yes?: true;
}

export const addUninstall: Register = ({ context, portalCommand }) => {
  portalCommand(
    'uninstall',
    'removes the app from a HubSpot account; its data is kept for a while',
    'ledgerline uninstall',
  )
    .option('--yes', 'do it without asking')
    .action((options: Sure) => uninstall(context, options));
};

export const addPurge: Register = ({ context, command }) => {
  command('purge', 'deletes now all that is kept of an account that is gone', 'ledgerline purge 12345678')
    .argument('<portal>', 'the HubSpot account', portalId)
    .option('--yes', 'do it without asking')
    .action((portal: number, options: Sure) => purge(context, portal, options));
};

export const addErase: Register = ({ context, portalCommand }) => {
  portalCommand(
    'erase <object> <hubspotId>',
    'erases what is kept of a person whom HubSpot has forgotten',
    'ledgerline erase contacts 151',
  )
    .option('--yes', 'do it without asking')
    .action((object: string, id: string, options: Sure) => erase(context, { object, id }, options));
};

async function uninstall(context: Context, options: Sure): Promise<void> {
  const { server, terminal } = context;
  const portal = await choosePortal(server, options.portal);
  await confirm(context, `Remove the app from HubSpot account ${portal} and end its sync?`, options.yes);
  const answer = await server.admin('POST', `/portals/${portal}/uninstall`, Uninstalled);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const where = answer.inHubSpot ? 'and removed from HubSpot.' : 'here. Remove the private app in HubSpot too.';
  const kept = `What was kept of it is deleted in ${amount(answer.keptDays, 'day')}; "ledgerline purge ${portal}" does it now.`;
  terminal.write(`Account ${portal} is uninstalled ${where} ${kept}`);
}

async function purge(context: Context, portal: number, options: Sure): Promise<void> {
  const { server, terminal } = context;
  const question = `Delete links, history, documents and tokens of HubSpot account ${portal} for good?`;
  await confirm(context, question, options.yes);
  const answer = await server.admin('POST', `/portals/${portal}/purge`, Purged);
  terminal.write(options.json ? JSON.stringify(answer, null, 2) : `Nothing is kept of account ${portal} any more.`);
}

async function erase(context: Context, record: { object: string; id: string }, options: Sure): Promise<void> {
  const { server, terminal } = context;
  const portal = await choosePortal(server, options.portal);
  const question = `Erase links, history and documents that are kept of ${record.object} ${record.id}, for good?`;
  await confirm(context, question, options.yes);
  const path = `/portals/${portal}/erase?${new URLSearchParams({ ...record })}`;
  const answer = await server.admin('POST', path, Erasing);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  terminal.write(
    printable(`${record.object} ${record.id} is being erased here; neither HubSpot nor the ERP is written to.`),
  );
}
