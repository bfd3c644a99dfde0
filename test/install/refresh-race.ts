import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startEdge } from './edge.ts';

export interface Race {
  /** What each process got. */
  readonly tokens: readonly string[];
  readonly refreshes: number;
}

/** Lets so many processes ask for a token that has just become old, all at the same moment. Needs 2 connections each. */
export async function refreshRace(processes: number, databaseUrl: string): Promise<Race> {
  const edge = await startEdge({ target: databaseUrl });
  const children: ChildProcess[] = [];
  try {
    await edge.browser.install();
    await edge.tokenCalls();
    await edge.later(28 * 60_000);
    const [{ name } = { name: '' }] = await edge.db.query<{ name: string }>('select current_database() as name');
    const url = new URL(databaseUrl);
    url.pathname = `/${name}`;
    const settings = [url.href, edge.hubspot.url, edge.clientSecret, String(28 * 60_000)];
    while (children.length < processes) {
      const child = fork(join(import.meta.dirname, 'refresh-process.ts'), settings, { execArgv: [] });
      children.push(child);
      await once(child, 'message');
    }
    const answers = children.map(async (child) => String((await once(child, 'message'))[0]));
    for (const child of children) child.send('go');
    const tokens = await Promise.all(answers);
    const failed = tokens.find((token) => token.startsWith('failed'));
    if (failed !== undefined) throw new Error(failed);
    return { tokens, refreshes: (await edge.tokenCalls()).length };
  } finally {
    for (const child of children) child.kill();
    await edge.close();
  }
}
