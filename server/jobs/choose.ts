import { z } from 'zod';
import type { Side, Value } from '../engine/record.ts';
import { standingKey } from '../engine/standing.ts';
import type { Portal } from './portal.ts';
import { Refused } from './refused.ts';

export interface Choice {
  /** Name of the mapping's pair. */
  readonly pair: string;
  readonly rightId: string;
  readonly winner: Side;
  /** Left names of the fields that are decided; left out: all that wait. */
  readonly fields?: readonly string[];
}

const StoredValue = z.union([z.string(), z.boolean(), z.null()]);
/** What the inbox keeps of a conflict (engine/held.ts), as the left side spells the values. */
const Detail = z.object({
  conflicts: z.array(z.object({ left: z.string(), leftValue: StoredValue, rightValue: StoredValue })).min(1),
});

/**
 * A person decides the conflicts of a record that wait. The loser's value becomes what both sides agreed on, so at the
 * next look the winner alone has changed; whoever edits the loser in the meantime makes it a conflict again. Throws Refused.
 */
export async function choose(portal: Portal, { pair, rightId, winner, fields }: Choice): Promise<void> {
  const object = portal.mapping.pairs.find((one) => one.name === pair)?.right;
  await portal.exclusive(async () => {
    const held = await portal.store.inboxOf();
    const waiting = held.find((one) => one.kind === 'conflict' && one.pair === pair && one.recordId === rightId);
    const [link] = await portal.store.linksByRight(pair, [rightId]);
    if (object === undefined || !waiting || !link || link.leftId === null) {
      throw new Refused(`No conflict of ${pair} ${rightId} waits. "ledgerline inbox" lists those that do.`);
    }
    const { conflicts } = Detail.parse(waiting.detail);
    const unknown = fields?.find((field) => !conflicts.some(({ left }) => left === field));
    if (unknown !== undefined) {
      const waitingFields = conflicts.map(({ left }) => `\`${left}\``).join(', ');
      throw new Refused(`\`${unknown}\` of ${pair} ${rightId} is in no conflict. These are: ${waitingFields}.`);
    }
    const decided = conflicts.filter(({ left }) => fields?.includes(left) ?? true);
    const agreed = decided.map(({ left, leftValue, rightValue }): [string, Value] => [
      left,
      winner === 'left' ? rightValue : leftValue,
    ]);
    const base: Record<string, Value> = { ...link.base, ...Object.fromEntries(agreed) };
    for (const { left } of decided) delete base[standingKey(left)];
    const save = { pair, leftId: link.leftId, rightId, base, matchedBy: null };
    await portal.store.tx(async (store) => {
      await store.saveLinks([{ ...save, ...(link.pending && { pending: link.pending }) }]);
      await store.acceptNotices([{ side: 'right', object, id: rightId }]);
    });
  });
}
