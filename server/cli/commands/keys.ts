import { z } from 'zod';
import { EXIT } from '../exit-code.ts';
import { amount } from '../format.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';
import { CliError } from '../cli-error.ts';

const Rotation = z.object({
  key: z.string(),
  resealed: z.number(),
  unreadable: z.array(z.number()),
  retired: z.array(z.string()),
});
type Rotation = z.infer<typeof Rotation>;

export const addKeys: Register = ({ context, group }) => {
  const { command } = group('keys', 'the keys that the tokens of HubSpot are sealed with in the store');
  command('rotate', 'seals every token with the newest key, while everything runs', 'ledgerline keys rotate').action(
    (options: Options) => rotate(context, options),
  );
};

async function rotate({ server, terminal }: Context, options: Options): Promise<void> {
  const rotation = await server.admin('POST', '/keys/rotate', Rotation);
  terminal.write(options.json ? JSON.stringify(rotation, null, 2) : words(rotation));
  if (rotation.unreadable.length > 0) throw new CliError('', EXIT.waiting);
}

function words({ key, resealed, unreadable, retired }: Rotation): string {
  return [
    `${amount(resealed, 'envelope')} sealed anew; all of them are sealed with the key "${key}" now.`,
    ...(retired.length > 0
      ? [`Not needed any more: ${retired.join(', ')}. If LEDGERLINE_KEYS is set, take it out there.`]
      : []),
    ...unreadable.map((id) => `Account ${id}: its key is gone. Install the app again, or "ledgerline connect".`),
  ].join('\n');
}
