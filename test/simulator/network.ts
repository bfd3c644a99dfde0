import type { Fields, Notice } from '../../server/engine/record.ts';
import type { Random } from './random.ts';

/** What the left system tells of a record. `written`: the fields that were written, of which some may be our own. */
export interface Event {
  readonly notice: Notice;
  readonly written?: Fields;
}

/** Events on their way: late, twice, in any order, or never. */
export interface Network {
  send(event: Event): void;
  resend(events: readonly Event[]): void;
  /** Some that arrive now; none when nothing is on its way. */
  arrive(): Event[];
  readonly onTheWay: () => number;
  /** How often one is lost, and comes twice. */
  readonly faults: { lost: number; doubled: number };
  /** Whether events tell of values, as a journal does; webhooks are hints alone. */
  journal: boolean;
}

export function createNetwork(random: Random): Network {
  const sent: Event[] = [];
  const faults = { lost: 0, doubled: 0 };
  return {
    faults,
    journal: false,
    send({ notice, written }) {
      const event = this.journal && written ? { notice, written } : { notice };
      if (random.chance(faults.lost)) return;
      sent.push(event);
      if (random.chance(faults.doubled)) sent.push(event);
    },
    resend: (events) => void sent.push(...events),
    arrive() {
      const count = Math.min(sent.length, 1 + random.below(4));
      return Array.from({ length: count }, () => sent.splice(random.below(sent.length), 1)).flat();
    },
    onTheWay: () => sent.length,
  };
}
