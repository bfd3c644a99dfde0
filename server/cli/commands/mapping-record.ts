import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import type { Context, Options } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import { table } from '../table.ts';

const Value = z.union([z.string(), z.boolean(), z.null()]);
const Field = z.object({
  left: z.string(),
  right: z.string(),
  leftValue: Value,
  rightValue: Value,
  base: Value.optional(),
  writes: z.array(z.object({ side: z.enum(['left', 'right']), field: z.string(), after: Value, reason: z.string() })),
  conflict: z.boolean(),
});
const Shown = z.object({
  record: z.looseObject({
    pair: z.string(),
    leftId: z.string().nullable(),
    rightId: z.string().nullable(),
    link: z.string().nullable(),
    operations: z.array(z.string()),
    filtered: z.boolean(),
    held: z.array(z.object({ reason: z.string(), fix: z.string() })),
    fields: z.array(Field),
  }),
});
type Shown = z.infer<typeof Shown>['record'];

/** A record of either side as the next look would see it. */
export async function showRecord(
  { server, terminal }: Context,
  pair: string | undefined,
  id: string,
  options: Options,
): Promise<void> {
  if (pair === undefined) {
    throw new CliError('Say which pair the record is of: ledgerline mapping show customer --record ALFKI.', EXIT.usage);
  }
  const portalId = await choosePortal(server, options.portal);
  const query = new URLSearchParams({ pair, id });
  const answer = await server.admin('GET', `/portals/${portalId}/mapping/record?${query}`, Shown);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const { record } = answer;
  const rows = record.fields.map((field) => [
    field.left,
    field.right,
    words(field.leftValue),
    words(field.rightValue),
    field.base === undefined ? '' : words(field.base),
    outcome(field),
  ]);
  const lines = headLines(record).map(printable);
  terminal.write([...lines, table(['HubSpot', 'ERP', 'in HubSpot', 'in the ERP', 'agreed', 'next'], rows)].join('\n'));
}

function headLines(record: Shown): string[] {
  const { pair, leftId, rightId, link, operations, filtered, held } = record;
  return [
    `${pair}: HubSpot ${leftId ?? 'none'}, ERP ${rightId ?? 'none'}, ${link ?? 'not linked'}`,
    ...(filtered ? ['  The filter does not let it through: it is left alone.'] : []),
    ...(operations.length === 0 ? [] : [`  next: ${operations.join(', ')}`]),
    ...held.flatMap(({ reason, fix }) => [`  waits: ${reason}`, `    ${fix}`]),
  ];
}

const words = (value: z.infer<typeof Value>): string => (value === null ? 'blank' : String(value));
const SIDES = { left: 'HubSpot', right: 'the ERP' } as const;

function outcome({ writes, conflict }: z.infer<typeof Field>): string {
  if (conflict) return 'waits: changed on both sides';
  return writes.map(({ side, after, reason }) => `${SIDES[side]} gets ${words(after)} (${reason})`).join('; ');
}
