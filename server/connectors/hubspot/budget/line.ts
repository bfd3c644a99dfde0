import { RetryLater } from '../../../engine/error.ts';
import { rankOf, type Priority } from '../../../engine/priority.ts';

/** What the shared budget says to one who asks: go, or ask again after a while. */
export type Reply<Grant> =
  | { readonly granted: Grant }
  | { readonly refused: { readonly waitMs: number; readonly why: string } };

export interface LineDeps<Grant> {
  readonly ask: (priority: Priority) => Promise<Reply<Grant>>;
  /** Ends early when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Those of this process who wait for a request of one portal and bucket. */
export interface Line<Grant> {
  join(priority: Priority): Promise<Grant>;
}

interface Waiting<Grant> {
  readonly priority: Priority;
  readonly resolve: (grant: Grant) => void;
  readonly reject: (error: unknown) => void;
}

/** A longer wait is better spent elsewhere. */
const LONGEST_WAIT_MS = 12_000;
/** Limits and pauses may change meanwhile. */
const ASK_AGAIN_MS = 2000;

/**
 * Only the most urgent one asks the store, so that a portal takes one connection of it and no more, however many wait;
 * whoever is more urgent and comes while it sleeps asks at once.
 */
export function createLine<Grant>({ ask, pause }: LineDeps<Grant>): Line<Grant> {
  const waiting: Waiting<Grant>[] = [];
  let sleeping: { readonly rank: number; readonly wake: AbortController } | null = null;
  let isServing = false;

  /** Answers one of those who wait, or some, or sleeps for a while. */
  const step = async (head: Waiting<Grant>): Promise<void> => {
    const reply = await ask(head.priority);
    // Somebody more urgent may have come meanwhile. It is their turn then, and the other one asks again.
    if ('granted' in reply) return waiting.shift()?.resolve(reply.granted);
    const { waitMs, why } = reply.refused;
    const rank = rankOf(head.priority);
    if (waitMs > LONGEST_WAIT_MS) return turnAway(rank, () => new RetryLater(why, Math.ceil(waitMs)));
    if (rankOf(waiting[0]?.priority ?? head.priority) < rank) return;
    const wake = new AbortController();
    sleeping = { rank, wake };
    await pause(Math.min(Math.ceil(waitMs), ASK_AGAIN_MS), wake.signal);
    sleeping = null;
  };

  /** Whoever is less urgent would wait at least as long. */
  const turnAway = (rank: number, error: () => unknown): void => {
    const first = waiting.findIndex((one) => rankOf(one.priority) >= rank);
    for (const one of waiting.splice(first === -1 ? waiting.length : first)) one.reject(error());
  };

  const serve = async (): Promise<void> => {
    isServing = true;
    for (let head = waiting[0]; head; head = waiting[0]) {
      const { priority } = head;
      await step(head).catch((error: unknown) => turnAway(rankOf(priority), () => error));
    }
    isServing = false;
  };

  return {
    join(priority) {
      return new Promise((resolve, reject) => {
        const rank = rankOf(priority);
        const behind = waiting.findIndex((one) => rankOf(one.priority) > rank);
        waiting.splice(behind === -1 ? waiting.length : behind, 0, { priority, resolve, reject });
        if (!isServing) void serve();
        else if (sleeping !== null && rank < sleeping.rank) sleeping.wake.abort();
      });
    },
  };
}
