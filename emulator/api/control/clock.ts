import { z } from 'zod';
import type { ClockMode, ClockState } from '../clock.ts';
import type { Hub } from '../hub.ts';

const Time = z
  .union([z.number().int(), z.iso.datetime({ offset: true })])
  .transform((time) => new Date(time).getTime());

const FACTOR = { message: 'the mode "scaled" needs a factor, and no other has one' };
const factorFits = ({ mode, factor }: { mode?: ClockMode | undefined; factor?: number | undefined }): boolean =>
  (mode === 'scaled') === (factor !== undefined);

/** How the clock runs; without `now`, it goes on from where it is. */
export const ClockOptions = z
  .strictObject({
    mode: z.enum(['real', 'scaled', 'stepped']),
    /** Of the scaled clock: 60 makes a minute of every second. */
    factor: z.number().positive().max(100_000).optional(),
    now: Time.optional(),
  })
  .refine(factorFits, FACTOR);
export type ClockOptions = z.input<typeof ClockOptions>;

/** What `POST /_emulator/clock` takes: another mode, a step forward, or a moment to go to. */
export const ClockChange = z
  .strictObject({
    mode: z.enum(['real', 'scaled', 'stepped']).optional(),
    factor: z.number().positive().max(100_000).optional(),
    advanceMs: z.number().int().nonnegative().optional(),
    setTo: Time.optional(),
  })
  .refine(factorFits, FACTOR);
export type ClockChange = z.infer<typeof ClockChange>;

const TABLE = 'clock';
const ROW = 'state';

/** The state is a row too, so that a restart goes on in the same time. */
export function setClock(hub: Hub, state: ClockState): void {
  hub.clock.set(state);
  hub.tables.put(TABLE, ROW, state);
}

/** After a start, and after a reset. */
export function startClock(hub: Hub): void {
  const kept = hub.tables.rows<ClockState>(TABLE).get(ROW);
  hub.clock.set(kept ?? initialState(hub));
}

/** The machine's clock is read once: between two readings it may have moved, and the emulator's would be behind it. */
function initialState(hub: Hub): ClockState {
  const machineAt = Date.now();
  const { mode, factor, now = machineAt } = ClockOptions.parse(hub.origin.clock ?? { mode: 'real' });
  return { ...hub.clock.stateOf(mode, factor, now), machineAt };
}

/** Does what was asked and answers when the timers that became due have run; with `settle`, when what they sent arrived. */
export async function changeClock(hub: Hub, change: ClockChange, settle: boolean): Promise<void> {
  if (change.mode !== undefined) setClock(hub, hub.clock.stateOf(change.mode, change.factor));
  const before = hub.clock.state();
  const target = change.setTo ?? hub.clock.now() + (change.advanceMs ?? 0);
  if (settle) await hub.webhooks.settle();
  if (target < hub.clock.now() && change.setTo !== undefined) {
    const { mode, factor } = hub.clock.state();
    hub.clock.set(hub.clock.stateOf(mode, factor, target));
  }
  while (hub.clock.step(target)) {
    if (settle) await hub.webhooks.settle();
  }
  if (change.setTo === undefined) goExactly(hub, { ...before, at: before.at + (change.advanceMs ?? 0) });
  setClock(hub, hub.clock.state());
}

/** As far as was asked, however long the timers took; but never back, if somebody else moved the clock meanwhile. */
function goExactly(hub: Hub, wanted: ClockState): void {
  const reached = hub.clock.state();
  const now = hub.clock.now();
  hub.clock.set(wanted);
  if (hub.clock.now() < now) hub.clock.set(reached);
}

export function clockView(hub: Hub): {
  readonly now: string;
  /** Ahead of the machine's clock; null while the time stands still. */
  readonly offsetMs: number | null;
  readonly mode: ClockMode;
  readonly factor: number;
} {
  const { mode, factor } = hub.clock.state();
  return {
    now: new Date(hub.clock.now()).toISOString(),
    offsetMs: mode === 'stepped' ? null : hub.clock.offset(),
    mode,
    factor,
  };
}
