import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { StopError } from './stop-error.ts';

const Counts = z.object({
  create: z.number(),
  update: z.number(),
  link: z.number(),
  unsure: z.number(),
  associate: z.number(),
  conflict: z.number(),
  setAside: z.number(),
  unchanged: z.number(),
});
export type Counts = z.infer<typeof Counts>;

const Run = z.object({
  state: z.enum(['running', 'done', 'failed']),
  counts: Counts.partial(),
  done: z.number(),
  total: z.number().nullable(),
  error: z.string().nullable(),
});
export type Run = z.infer<typeof Run>;

const POLL_MS = 250;
const withZeros = (counts: Run['counts']): Counts => ({
  create: counts.create ?? 0,
  update: counts.update ?? 0,
  link: counts.link ?? 0,
  unsure: counts.unsure ?? 0,
  associate: counts.associate ?? 0,
  conflict: counts.conflict ?? 0,
  setAside: counts.setAside ?? 0,
  unchanged: counts.unchanged ?? 0,
});

/** The part of the server's admin API that the demo needs. */
export interface Admin {
  status(): Promise<unknown>;
  installed(portalId: number): Promise<boolean>;
  /** Starts a run and follows it to its end; `progress` is called whenever there is news. */
  run(portalId: number, kind: 'plan' | 'sync', progress: (run: Run) => void): Promise<Counts>;
}

export function adminOf(serverUrl: string, tokenFile: string): Admin {
  const authorization = `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`;
  const call = async (method: string, path: string): Promise<unknown> => {
    const send = () => fetch(`${serverUrl}/admin${path}`, { method, headers: { authorization } });
    // A server that is busy may close an idle connection in the moment in which it is used again; asking twice does no harm.
    const response = await send().catch((error: unknown) => {
      if (method !== 'GET') throw error;
      return send();
    });
    const body: unknown = await response.json();
    if (!response.ok) throw new StopError(`The server refused ${method} /admin${path}: ${JSON.stringify(body)}`);
    return body;
  };
  const status = () => call('GET', '/status');
  return {
    status,
    async installed(portalId) {
      const { portals } = z.object({ portals: z.array(z.object({ portalId: z.number() })) }).parse(await status());
      return portals.some((portal) => portal.portalId === portalId);
    },
    async run(portalId, kind, progress) {
      const { runId } = z.object({ runId: z.string() }).parse(await call('POST', `/portals/${portalId}/${kind}`));
      for (;;) {
        const run = Run.parse(await call('GET', `/portals/${portalId}/runs/${runId}`));
        if (run.state === 'failed') throw new StopError(`The ${kind} failed: ${run.error ?? 'no reason was given'}`);
        progress(run);
        if (run.state === 'done') return withZeros(run.counts);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
  };
}
