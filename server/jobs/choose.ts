import { z } from 'zod';
import { chosenKey } from '../engine/associations.ts';
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
  /** Of several left records that one may be associated with: the id of the one that it is. */
  readonly which?: string;
}

const StoredValue = z.union([z.string(), z.boolean(), z.null()]);
/** What the inbox keeps of a conflict (engine/held.ts), as the left side spells the values. */
const Detail = z.object({
  conflicts: z
    .array(
      z.object({
        left: z.string(),
        leftValue: StoredValue,
        rightValue: StoredValue,
        candidates: z.array(z.string()).optional(),
      }),
    )
    .min(1),
});

/**
 * A person decides the conflicts of a record that wait. The loser's value becomes what both sides agreed on, so at the
 * next look the winner alone has changed; whoever edits the loser in the meantime makes it a conflict again. Throws Refused.
 */
export async function choose(portal: Portal, choice: Choice): Promise<void> {
  const { pair, rightId, winner, fields } = choice;
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
    const base: Record<string, Value> = {
      ...link.base,
      ...Object.fromEntries([...agreed, ...chosen(choice, decided)]),
    };
    for (const { left } of decided) delete base[standingKey(left)];
    const save = { pair, leftId: link.leftId, rightId, base, matchedBy: null };
    await portal.store.tx(async (store) => {
      await store.saveLinks([{ ...save, ...(link.pending && { pending: link.pending }) }]);
      await store.acceptNotices([{ side: 'right', object, id: rightId }]);
    });
  });
}

type Waiting = z.infer<typeof Detail>['conflicts'][number];

/** Which of several left records the association leads to, kept for the next look. Throws Refused when that is not said. */
function chosen({ winner, which }: Choice, decided: readonly Waiting[]): [string, Value][] {
  const open = decided.flatMap(({ left, candidates }) => (candidates ? [{ left, candidates }] : []));
  if (which === undefined && (winner === 'right' || open.length === 0)) return [];
  const found = which === undefined ? [] : open.filter(({ candidates }) => candidates.includes(which));
  if (winner === 'left' && found.length === open.length && which !== undefined && open.length > 0) {
    return found.map(({ left }) => [chosenKey(left.slice(1)), which]);
  }
  if (open.length === 0 || winner === 'right') {
    throw new Refused('Only of several HubSpot records one is said with --which; leave it out.');
  }
  const each = open.map(({ left, candidates }) => `\`${left}\`: ${candidates.join(', ')}`).join('; ');
  throw new Refused(`Several records are associated. Say which one it is with --which, one field at a time. ${each}.`);
}
