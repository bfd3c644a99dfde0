import type { Subject } from '../../engine/reconcile/subject.ts';
import type { ReconcileStore } from '../../store/reconcile-store.ts';
import type { Portal } from '../portal.ts';

/** What every step of reconciling one pair is given. */
export interface Reconciling {
  readonly portal: Portal;
  readonly kept: ReconcileStore;
  readonly runId: string;
  readonly subject: Subject;
  /** Left records of the pair can be archived. */
  readonly archives: boolean;
  readonly signal: AbortSignal;
  /** Records that were come across. */
  readonly onRead: (records: number) => Promise<void>;
}
