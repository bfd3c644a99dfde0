import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { confirm } from '../confirm.ts';
import type { Context } from '../context.ts';
import { amount } from '../format.ts';
import { choosePortal } from '../portal.ts';
import { table } from '../table.ts';

const Adoption = z.object({
  made: z.number(),
  same: z.number(),
  problems: z.array(z.object({ line: z.number(), problem: z.string() })),
});

const Row = z.object({
  pair: z.string().min(1),
  left: z.string().min(1),
  right: z.string().min(1),
  role: z.string().optional(),
});
const Parsed = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.record(z.string(), z.string()) }));

export interface FileOptions {
  readonly portal?: number;
  readonly json?: true;
  readonly yes?: true;
  readonly dryRun?: true;
}

/** `link --csv`: takes over pairs that are known already. First it only looks; then all links are made, or none. */
export async function linkFile(context: Context, file: string, options: FileOptions): Promise<void> {
  const { server, terminal } = context;
  const links = await readLinks(file);
  const portalId = await choosePortal(server, options.portal);
  const ask = (dryRun: boolean) => server.admin('POST', `/portals/${portalId}/links`, Adoption, { links, dryRun });
  const looked = await ask(true);
  if (looked.problems.length > 0) {
    terminal.write(options.json ? JSON.stringify(looked, null, 2) : problemsTable(looked.problems));
    throw new CliError(`${amount(looked.problems.length, 'line')} of ${file} cannot be used. Nothing was linked.`);
  }
  const words = `${amount(looked.made, 'link')} to make, ${amount(looked.same, 'link')} there already`;
  if (options.dryRun) return terminal.write(options.json ? JSON.stringify(looked, null, 2) : `${words}.`);
  await confirm(context, `${words}. Make them?`, options.yes);
  const made = await ask(false);
  if (made.problems.length > 0) {
    terminal.write(problemsTable(made.problems));
    throw new CliError('Something has changed since the file was checked. Nothing was linked.');
  }
  terminal.write(options.json ? JSON.stringify(made, null, 2) : `${amount(made.made, 'link')} made.`);
}

const problemsTable = (problems: z.infer<typeof Adoption>['problems']): string =>
  table(
    ['line', 'problem'],
    problems.map(({ line, problem }) => [line, problem]),
  );

async function readLinks(file: string) {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CliError(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, 1, {
      cause,
    });
  });
  const rows = Parsed.parse(parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true, info: true }));
  return rows.map(({ info, record }) => {
    const row = Row.safeParse(record);
    if (!row.success) {
      throw new CliError(
        `${file}, line ${info.lines}: pair, left and right must be filled. The columns are pair,left,right,role.`,
      );
    }
    const { pair, left, right, role = '' } = row.data;
    return { line: info.lines, pair, leftId: left, rightId: right, role: role === '' ? 'primary' : role };
  });
}
