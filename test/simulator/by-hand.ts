import type { Link } from '../../server/engine/record.ts';
import type { Portal } from '../../server/jobs/portal.ts';
import { linkByHand } from '../../server/jobs/link-by-hand.ts';
import { unlink } from '../../server/jobs/unlink.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** What a person asks of Ledgerline itself: which records belong together. */
export interface HandWork {
  readonly what: string;
  readonly work: (portal: Portal) => Promise<void>;
}

const KINDS = ['link', 'relink', 'role', 'unlink', 'alone'] as const;

/**
 * Customers and companies that are there; whether they may be linked is for the engine to say. `onRehandled` hears of those
 * whose counterpart may be another one from now on, so that nobody need be obeyed who edited the old one.
 */
export function handWork(
  { crm, erp, store }: World,
  random: Random,
  onRehandled: (link: { readonly leftId: string | null; readonly rightId: string }) => void,
): HandWork | null {
  const lefts = crm.records.all('companies');
  const rights = erp.records.all('customer');
  if (lefts.length === 0 || rights.length === 0) return null;
  const kind = random.pick(KINDS);
  const drawn = { pair: 'customer', leftId: random.pick(lefts).id, rightId: random.pick(rights).id };
  const linksOf = () => [...store.state.links.values()].filter((link) => link.pair === 'customer');
  const mine = linksOf().find((link) => link.rightId === drawn.rightId);
  const what = `${kind} ${drawn.leftId} ${drawn.rightId}`;
  // The links may be others by the time the command has the portal to itself; and one of a company that was merged is still
  // kept under the old id when nobody has looked at it since.
  const currentId = (leftId: string): string => crm.records.get('companies', leftId)?.id ?? leftId;
  const isTouched = ({ leftId, rightId }: Link): boolean =>
    rightId === drawn.rightId || (leftId !== null && currentId(leftId) === currentId(drawn.leftId));
  const rehandled = (): void => {
    for (const { leftId, rightId } of [drawn, ...linksOf().filter(isTouched)]) onRehandled({ leftId, rightId });
  };
  const told = (portal: Portal): Portal => ({
    ...portal,
    exclusive: (inside) =>
      portal.exclusive(() => {
        rehandled();
        return inside();
      }),
  });
  if (kind === 'link' || kind === 'relink' || kind === 'role') {
    const wanted = { ...drawn, ...(kind === 'role' && { role: 'bill-to' }), inPlace: kind === 'relink' };
    return { what, work: (portal) => linkByHand(told(portal), wanted) };
  }
  const linked = { ...drawn, leftId: mine?.leftId ?? drawn.leftId };
  return { what, work: (portal) => unlink(told(portal), { ...linked, alone: kind === 'alone' }) };
}
