import { z } from 'zod';
import { Entry } from '../answers.ts';
import { minute, printable, shownValue } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Entries = z.object({ entries: z.array(Entry) });

interface Asked {
  readonly object: string;
  readonly id: string;
  readonly field: string | undefined;
}

export const addExplain: Register = ({ context, portalCommand }) => {
  portalCommand(
    'explain <object> <id> [field]',
    'shows where the values of a record came from',
    'ledgerline explain companies 30140000001 phone',
  ).action((object: string, id: string, field: string | undefined, options: Options) =>
    explain(context, { object, id, field }, options),
  );
};

/** One line a change, the latest first. */
async function explain({ server, terminal }: Context, asked: Asked, options: Options): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const { object, id, field } = asked;
  const query = new URLSearchParams({ object, id, ...(field === undefined ? {} : { field }) });
  const answer = await server.admin('GET', `/portals/${portalId}/explain?${query}`, Entries);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  if (answer.entries.length === 0) {
    const what = field === undefined ? `${object} ${id}` : `${field} of ${object} ${id}`;
    return terminal.write(`Ledgerline has never changed ${what}. Objects are named as their own system names them.`);
  }
  for (const entry of answer.entries) terminal.write(line(entry));
}

function line({ at, field, before, after, reason, runId }: Entry): string {
  return printable(
    `${minute(at)} ${field}: ${shownValue(before)} -> ${shownValue(after)} (rule ${reason}, run ${runId})`,
  );
}
