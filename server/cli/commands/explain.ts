import { z } from 'zod';
import { Entry } from '../answers.ts';
import { minute, printable, shownValue } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Explained = z.object({
  pairs: z.array(
    z.looseObject({
      pair: z.string(),
      counterpart: z.object({ object: z.string(), id: z.string() }).nullable(),
      linked: z.string().nullable(),
      origins: z.array(z.looseObject({ field: z.string(), value: Entry.shape.before, words: z.string() })),
    }),
  ),
  entries: z.array(Entry),
});
type Pair = z.infer<typeof Explained>['pairs'][number];

interface Asked {
  readonly object: string;
  readonly id: string;
  readonly field: string | undefined;
}

export const addExplain: Register = ({ context, portalCommand }) => {
  portalCommand(
    'explain <object> <id> [field]',
    'says where the values of a record came from, and lists every change of them',
    'ledgerline explain companies 30140000001 phone',
  ).action((object: string, id: string, field: string | undefined, options: Options) =>
    explain(context, { object, id, field }, options),
  );
};

/** Each value with where it came from; then one line a change, the latest first. */
async function explain({ server, terminal }: Context, asked: Asked, options: Options): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const { object, id, field } = asked;
  const query = new URLSearchParams({ object, id, ...(field === undefined ? {} : { field }) });
  const answer = await server.admin('GET', `/portals/${portalId}/explain?${query}`, Explained);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  for (const pair of answer.pairs) for (const text of pairLines(pair)) terminal.write(printable(text));
  if (answer.entries.length > 0) {
    for (const entry of answer.entries) terminal.write(line(entry));
    return;
  }
  const what = field === undefined ? `${object} ${id}` : `${field} of ${object} ${id}`;
  const named = answer.pairs.length > 0 ? '' : ' Objects are named as their own system names them.';
  terminal.write(printable(`The ledger has no change of ${what}.${named}`));
}

function pairLines({ pair, counterpart, linked, origins }: Pair): string[] {
  const link =
    counterpart === null ? 'linked with none' : `linked with ${counterpart.object} ${counterpart.id}, ${linked ?? ''}`;
  return [
    `${pair}: ${link}`,
    ...origins.map(({ field, value, words }) => `  ${field} = ${shownValue(value)}: ${words}`),
  ];
}

function line({ at, field, before, after, reason, runId }: Entry): string {
  return printable(
    `${minute(at)} ${field}: ${shownValue(before)} -> ${shownValue(after)} (rule ${reason}, run ${runId})`,
  );
}
