import type { Connector } from '../engine/connector.ts';
import { fieldsToRead } from '../engine/fields.ts';
import type { Mapping, Pair } from '../engine/mapping.ts';
import type { Side } from '../engine/record.ts';
import type { Clock } from './clock.ts';
import type { PortalStore } from '../store/portal-store.ts';
import type { Observer } from './observer.ts';

/** The part of a logger that is used here; pino has it. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** One portal with both its systems at hand: everything a look needs. */
export interface Portal {
  readonly id: number;
  /** The state of this portal. */
  readonly store: PortalStore;
  readonly mapping: Mapping;
  readonly left: Connector;
  readonly right: Connector;
  /** Under this name documents, accounts and the state of the right system are stored. */
  readonly rightName: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly observer: Observer;
  /** Left objects, and fields as `object.field`, that the system lacks so far: a plan is made before they are created. */
  readonly absent: ReadonlySet<string>;
  /** One batch of a portal at a time, so that a run and a live change never look at one record at once. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** Called between the writes and their saving. Tests crash here. */
  afterWrite(): void;
}

/** What to read of this side; a field that does not exist yet reads as blank. */
export function fieldsOf(portal: Portal, pair: Pair, side: Side): readonly string[] {
  const fields = fieldsToRead(pair, side);
  return side === 'right' ? fields : fields.filter((field) => !portal.absent.has(`${pair.left}.${field}`));
}

export const connectorOf = (portal: Portal, side: Side): Connector => portal[side];
