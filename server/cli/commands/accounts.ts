import { z } from 'zod';
import { minute } from '../format.ts';
import type { Register } from '../registrar.ts';
import { table } from '../table.ts';
import type { Context, Options } from '../context.ts';

const Installs = z.object({
  installs: z.array(
    z.looseObject({
      portalId: z.number(),
      hubDomain: z.string().nullable(),
      edition: z.string(),
      installedAt: z.string(),
      endedAt: z.string().nullable(),
      endedReason: z.string().nullable(),
    }),
  ),
});
type Installed = z.infer<typeof Installs>['installs'][number];

const ENDED: Readonly<Record<string, string>> = {
  withdrawn: 'the permission was withdrawn in HubSpot',
  'account-gone': 'HubSpot knows the account no more',
  uninstalled: 'uninstalled',
};

export const addAccounts: Register = ({ context, command }) => {
  command('accounts', 'lists the HubSpot accounts, also those that ended', 'ledgerline accounts').action(
    (options: Options) => accounts(context, options),
  );
};

async function accounts({ server, terminal }: Context, options: Options): Promise<void> {
  const answer = await server.admin('GET', '/installs', Installs);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  if (answer.installs.length === 0) return terminal.write('No HubSpot account is connected, and none is remembered.');
  const rows = answer.installs.map((one) => [
    String(one.portalId),
    one.hubDomain ?? '',
    one.edition,
    minute(one.installedAt),
    state(one),
  ]);
  terminal.write(table(['account', 'name', 'edition', 'installed', 'state'], rows));
}

function state({ endedAt, endedReason }: Installed): string {
  if (endedAt === null) return 'active';
  return `ended ${minute(endedAt)}: ${ENDED[endedReason ?? ''] ?? 'for a reason this command does not know'}`;
}
