import { z } from 'zod';
import { entryId } from '../arguments.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-code.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Ignored = z.object({ ignored: z.boolean() });
type IgnoreOptions = Options & { readonly stop?: true };

export const addIgnore: Register = ({ context, portalCommand }) => {
  portalCommand(
    'ignore',
    'leaves an entry of the inbox as it is until one of its records changes',
    'ledgerline ignore 12 "closed years ago, stays as it is"',
  )
    .argument('<entry>', 'its number in "ledgerline inbox"', entryId)
    .argument('[reason]', 'why it may stay as it is')
    .option('--stop', 'has it wait again')
    .action((entry: number, reason: string | undefined, options: IgnoreOptions) =>
      ignore(context, entry, reason, options),
    );
};

async function ignore(
  { server, terminal }: Context,
  entry: number,
  reason: string | undefined,
  options: IgnoreOptions,
): Promise<void> {
  if (!options.stop && (reason ?? '').trim() === '') {
    throw new CliError('Say why it may stay as it is: ledgerline ignore <entry> "<reason>".', EXIT.usage);
  }
  const portalId = await choosePortal(server, options.portal);
  const body = { reason: options.stop ? null : reason };
  const answer = await server.admin('POST', `/portals/${portalId}/inbox/${entry}/ignore`, Ignored, body);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  terminal.write(
    answer.ignored
      ? `Entry ${entry} is ignored until one of its records changes. "ledgerline inbox --ignored" lists it.`
      : `Entry ${entry} waits again.`,
  );
}
