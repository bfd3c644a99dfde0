import { z } from 'zod';
import { secretLine } from '../secret-line.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Connected = z.object({ portalId: z.number() });

export const addConnect: Register = ({ context, command }) => {
  command(
    'connect',
    'connects the account of a private app by its access token, which is asked for or piped in',
    'ledgerline connect < token.txt',
  ).action((options: Options) => connect(context, options));
};

async function connect(context: Context, options: Options): Promise<void> {
  const { server, terminal } = context;
  const accessToken = await secretLine(context, "The app's access token:");
  const answer = await server.admin('POST', '/connect', Connected, { accessToken });
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  terminal.write(`Account ${answer.portalId} is connected. Next: ledgerline plan --portal ${answer.portalId}`);
}
