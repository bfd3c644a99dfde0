import type { Pair } from '../engine/mapping.ts';
import type { Link, Side, SyncRecord } from '../engine/record.ts';
import { fieldValue, sameValue } from '../engine/value.ts';
import { PRIMARY } from './link-by-hand.ts';
import { connectorOf } from './portal.ts';
import type { Portal } from './portal.ts';

/** A link that was known before Ledgerline came. */
export interface AdoptedLink {
  /** Where it stands in the file, from 1. */
  readonly line: number;
  /** Name of the mapping's pair. */
  readonly pair: string;
  readonly leftId: string;
  readonly rightId: string;
  /** `primary`, or another role. */
  readonly role: string;
}

export interface Adoption {
  /** Links that are made, or would be. */
  readonly made: number;
  /** Links that are there already. */
  readonly same: number;
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
}

/** Takes over existing pairs of records: all of them, or none when there is a problem with one. `dryRun`: only looks. */
export async function adoptLinks(
  portal: Portal,
  links: readonly AdoptedLink[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<Adoption> {
  return portal.exclusive(async () => {
    const problems: { line: number; problem: string }[] = [];
    const made: AdoptedLink[] = [];
    for (const [name, ofPair] of Map.groupBy(links, (link) => link.pair)) {
      const pair = portal.mapping.pairs.find((one) => one.name === name);
      if (!pair) {
        const names = portal.mapping.pairs.map((one) => one.name).join(', ');
        problems.push(...ofPair.map(({ line }) => ({ line, problem: `no pair "${name}"; there is: ${names}` })));
        continue;
      }
      const state = await stateOf(portal, pair, ofPair);
      for (const link of ofPair) {
        const problem = problemOf(pair, link, state);
        if (problem !== null) problems.push({ line: link.line, problem });
        else if (!isThere(link, state)) made.push(link);
      }
    }
    const result = { made: made.length, same: links.length - made.length - problems.length };
    if (problems.length > 0) return { ...result, problems: problems.toSorted((a, b) => a.line - b.line) };
    if (!dryRun) await save(portal, made);
    return { ...result, problems };
  });
}

async function save(portal: Portal, links: readonly AdoptedLink[]): Promise<void> {
  const objectOf = new Map(portal.mapping.pairs.map((pair) => [pair.name, pair.right]));
  await portal.store.tx(async (store) => {
    await store.unite(links);
    for (const link of links) if (link.role === PRIMARY) await store.saveLinkByHand(link);
    const others = links.filter(({ role }) => role !== PRIMARY);
    await store.saveLinkRoles(others.map((link) => ({ ...withoutLine(link), matchedBy: 'hand' })));
    await store.acceptNotices(
      links.map(({ pair, rightId: id }) => ({ side: 'right', object: objectOf.get(pair) ?? '', id })),
    );
  });
}

const withoutLine = ({ pair, leftId, rightId, role }: AdoptedLink) => ({ pair, leftId, rightId, role });

interface State {
  readonly records: Readonly<Record<Side, ReadonlyMap<string, SyncRecord>>>;
  readonly byLeft: ReadonlyMap<string | null, Link>;
  readonly byRight: ReadonlyMap<string | null, Link>;
  /** `left id, right id` -> role */
  readonly roles: ReadonlyMap<string, string>;
  /** Lines of the file by what they claim. */
  readonly claims: ReadonlyMap<string, readonly number[]>;
}

const together = (leftId: string, rightId: string): string => JSON.stringify([leftId, rightId]);

async function stateOf(portal: Portal, pair: Pair, links: readonly AdoptedLink[]): Promise<State> {
  const leftIds = [...new Set(links.map((link) => link.leftId))];
  const rightIds = [...new Set(links.map((link) => link.rightId))];
  const records = {
    left: await recordsOf(portal, pair, 'left', leftIds),
    right: await recordsOf(portal, pair, 'right', rightIds),
  };
  const claims = new Map<string, number[]>();
  for (const { line, leftId, rightId, role } of links) {
    const keys = role === PRIMARY ? [`left ${leftId}`, `right ${rightId}`] : [];
    for (const key of [...keys, together(leftId, rightId)]) claims.set(key, [...(claims.get(key) ?? []), line]);
  }
  const roles = await portal.store.linkRoles(pair.name, { leftIds, rightIds: [] });
  return {
    records,
    byLeft: new Map((await portal.store.linksByLeft(pair.name, leftIds)).map((link) => [link.leftId, link])),
    byRight: new Map((await portal.store.linksByRight(pair.name, rightIds)).map((link) => [link.rightId, link])),
    roles: new Map(roles.map(({ leftId, rightId, role }) => [together(leftId, rightId), role])),
    claims,
  };
}

async function recordsOf(portal: Portal, pair: Pair, side: Side, ids: readonly string[]) {
  const reference = side === 'left' ? pair.reference : pair.rightReference;
  const isThere = side === 'right' || !portal.absent.has(`${pair.left}.${pair.reference}`);
  const fields = reference !== undefined && isThere ? [reference] : [];
  const found = await connectorOf(portal, side).get({ object: pair[side], ids, fields });
  return new Map(found.map((record) => [record.id, record]));
}

const isThere = ({ leftId, rightId, role }: AdoptedLink, { byRight, roles }: State): boolean =>
  role === PRIMARY ? byRight.get(rightId)?.leftId === leftId : roles.get(together(leftId, rightId)) === role;

/** What is wrong with a line, for the person who wrote the file; null when nothing is. */
function problemOf(pair: Pair, link: AdoptedLink, state: State): string | null {
  const { leftId, rightId, role } = link;
  const keys = role === PRIMARY ? [`left ${leftId}`, `right ${rightId}`] : [];
  const others = [...keys, together(leftId, rightId)].flatMap((key) => state.claims.get(key) ?? []);
  const doubled = others.find((line) => line !== link.line);
  if (doubled !== undefined) return `line ${doubled} speaks of the same record; keep one, or give one another role`;
  const left = state.records.left.get(leftId);
  const right = state.records.right.get(rightId);
  if (!left) return `there is no ${pair.left} ${leftId} on the left side`;
  if (!right) return `there is no ${pair.right} ${rightId} on the right side`;
  const [ofLeft, ofRight] = [state.byLeft.get(leftId), state.byRight.get(rightId)];
  if (role !== PRIMARY) {
    return ofRight?.leftId === leftId ? `the two are linked as primary; say "ledgerline link" with this role` : null;
  }
  const end = `end that with "ledgerline relink ${pair.name} ${leftId} ${rightId}", or take the line out`;
  if (ofLeft && ofLeft.rightId !== rightId) return `${pair.left} ${leftId} is linked with ${ofLeft.rightId}; ${end}`;
  if (ofRight && ofRight.leftId !== leftId) return `${pair.right} ${rightId} is linked with ${ofRight.leftId}; ${end}`;
  if (ofRight?.state === 'reserved') return `it is being linked at this moment; try again`;
  return carriedProblem(left, pair.reference, rightId) ?? carriedProblem(right, pair.rightReference, leftId);
}

function carriedProblem(record: SyncRecord, field: string | undefined, id: string): string | null {
  const carried = field === undefined ? null : fieldValue(record, field);
  if (carried === null || sameValue(carried, id)) return null;
  return `${record.object} ${record.id} carries ${String(carried)} in \`${field}\`; empty it if that is wrong`;
}
