import type { Notice } from '../../server/engine/record.ts';
import type { Random } from './random.ts';

/** Webhooks on their way: late, twice, in any order, or never. */
export interface Network {
  send(notice: Notice): void;
  resend(notices: readonly Notice[]): void;
  /** Some that arrive now; none when nothing is on its way. */
  arrive(): Notice[];
  readonly onTheWay: () => number;
  /** How often one is lost, and comes twice. */
  readonly faults: { lost: number; doubled: number };
}

export function createNetwork(random: Random): Network {
  const sent: Notice[] = [];
  const faults = { lost: 0, doubled: 0 };
  return {
    faults,
    send(notice) {
      if (random.chance(faults.lost)) return;
      sent.push(notice);
      if (random.chance(faults.doubled)) sent.push(notice);
    },
    resend: (notices) => void sent.push(...notices),
    arrive() {
      const count = Math.min(sent.length, 1 + random.below(4));
      return Array.from({ length: count }, () => sent.splice(random.below(sent.length), 1)).flat();
    },
    onTheWay: () => sent.length,
  };
}
