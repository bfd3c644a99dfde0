import type { Place, Portal } from '../scene.ts';

/** Where a call comes from: `place` is null on an app's own page. */
export interface Caller {
  readonly portal: Portal;
  readonly place: Place | null;
}
