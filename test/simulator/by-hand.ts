import type { Portal } from '../../server/jobs/portal.ts';
import { linkByHand } from '../../server/jobs/link-by-hand.ts';
import { unlink } from '../../server/jobs/unlink.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** What a person asks of Ledgerline itself: which records belong together. */
export interface HandWork {
  readonly what: string;
  /** Right records whose counterpart may be another one now, so that nobody need be obeyed who edited the old one. */
  readonly rightIds: readonly string[];
  readonly work: (portal: Portal) => Promise<void>;
}

const KINDS = ['link', 'relink', 'role', 'unlink', 'alone'] as const;

/** Customers and companies that are there; whether they may be linked is for the engine to say. */
export function handWork({ crm, erp, store }: World, random: Random): HandWork | null {
  const lefts = crm.records.all('companies');
  const rights = erp.records.all('customer');
  if (lefts.length === 0 || rights.length === 0) return null;
  const kind = random.pick(KINDS);
  const drawn = { pair: 'customer', leftId: random.pick(lefts).id, rightId: random.pick(rights).id };
  const links = [...store.state.links.values()].filter((link) => link.pair === 'customer');
  const mine = links.find((link) => link.rightId === drawn.rightId);
  const taken = links.find((link) => link.leftId === drawn.leftId);
  const what = `${kind} ${drawn.leftId} ${drawn.rightId}`;
  const rightIds = [drawn.rightId, ...(taken ? [taken.rightId] : [])];
  if (kind === 'link' || kind === 'relink' || kind === 'role') {
    const wanted = { ...drawn, ...(kind === 'role' && { role: 'bill-to' }), inPlace: kind === 'relink' };
    return { what, rightIds, work: (portal) => linkByHand(portal, wanted) };
  }
  const linked = { ...drawn, leftId: mine?.leftId ?? drawn.leftId };
  return { what, rightIds, work: (portal) => unlink(portal, { ...linked, alone: kind === 'alone' }) };
}
