import type { SmallSystem } from '../small-system.ts';
import type { Wire } from '../wire.ts';

/** The server under test and whoever talks to it; both are there only when the tests run. */
export interface Parts {
  readonly system: SmallSystem;
  readonly wire: Wire;
}
