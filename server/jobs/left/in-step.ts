import { z } from 'zod';
import { getCursor, saveCursor } from '../../store/cursors.ts';
import type { Db } from '../../store/db.ts';

/** What of an account comes by the journal. */
export interface Coverage {
  readonly portalId: number;
  readonly objects: readonly string[];
  /** Some of it only from now on. */
  readonly isNew: boolean;
}

/** The journal is of the app, not of a portal. */
const APP = 0;
const STEP = 'journal:in-step';
const STEP_MS = 5 * 60_000;

const Step = z.strictObject({
  portals: z.array(z.number()),
  /** In ms since 1970; 0: at once again. */
  at: z.number(),
  /** Objects by account. */
  covered: z.record(z.string(), z.array(z.string())),
});
type Step = z.infer<typeof Step>;
const NEVER: Step = { portals: [], at: 0, covered: {} };

/** Of what the journal tells. It is kept in the store: any of several processes may be the next to read it, or to sweep. */
export function createInStep({ db, now }: { readonly db: Pick<Db, 'query'>; readonly now: () => number }) {
  // The mapping of this process may be another than that by which the step was made.
  let isOurs = false;
  const load = async (): Promise<Step> => {
    const kept = await getCursor(db, APP, STEP);
    return (kept === null ? undefined : Step.safeParse(JSON.parse(kept)).data) ?? NEVER;
  };
  const areOthers = (step: Step, portals: readonly number[]): boolean =>
    !isOurs || step.portals.join() !== portals.join();
  const save = (step: Step): Promise<void> => saveCursor(db, APP, STEP, JSON.stringify(step));
  return {
    /** Accounts have come or gone since. */
    areOthers: async (portals: readonly number[]): Promise<boolean> => areOthers(await load(), portals),
    async isDue(portals: readonly number[]): Promise<boolean> {
      const step = await load();
      return areOthers(step, portals) || now() - step.at >= STEP_MS;
    },
    async done(portals: readonly number[], coverage: readonly Coverage[]): Promise<void> {
      const covered = Object.fromEntries(coverage.map(({ portalId, objects }) => [portalId, [...objects]]));
      await save({ portals: [...portals], at: now(), covered });
      isOurs = true;
    },
    /** The next one is due at once. `untold`: nothing comes by the journal until then. */
    async lost({ untold }: { readonly untold: boolean }): Promise<void> {
      const step = await load();
      await save({ ...step, at: 0, covered: untold ? {} : step.covered });
    },
    async covered(portalId: number): Promise<ReadonlySet<string>> {
      return new Set((await load()).covered[portalId]);
    },
  };
}
