import { isEchoFor, isMadeWith, toldKeys } from '../../engine/echo.ts';
import type { Changed } from '../../engine/inbound.ts';
import type { Mapping, Pair } from '../../engine/mapping.ts';
import { keysOf } from '../../engine/match.ts';
import type { Link, Notice, RecordRef } from '../../engine/record.ts';
import type { PortalStore } from '../../store/portal-store.ts';

export interface EchoDeps {
  readonly store: Pick<PortalStore, 'exclusive' | 'heldAmong' | 'linksByLeft' | 'saveMatchKeys'>;
  readonly mapping: Mapping;
}

/** Two left records that are associated now. */
export interface Associated {
  readonly from: RecordRef;
  readonly to: RecordRef;
}

/** So many at a time have the portal's lock, for which live changes wait. */
const AT_A_TIME = 1000;

/** Notices of the records among these of which something new is told; the others only show what we wrote ourselves. */
export async function changedNews(deps: EchoDeps, changed: readonly Changed[]): Promise<Notice[]> {
  const news = new Map<string, Notice>();
  for (const [object, some] of Map.groupBy(changed, (one) => one.object)) {
    const pairs = deps.mapping.pairs.filter((pair) => pair.left === object);
    for (let from = 0; from < some.length; from += AT_A_TIME) {
      const part = some.slice(from, from + AT_A_TIME);
      const found = await deps.store.exclusive(() => newsOf(deps, pairs, part));
      for (const { id } of found) news.set(`${object} ${id}`, { side: 'left', object, id });
    }
  }
  return [...news.values()];
}

async function newsOf({ store }: EchoDeps, pairs: readonly Pair[], changed: readonly Changed[]): Promise<Changed[]> {
  const ids = [...new Set(changed.map(({ id }) => id))];
  const linked = new Set<string>();
  const news = new Set<Changed>();
  for (const pair of pairs) {
    const links = byLeft(await store.linksByLeft(pair.name, ids));
    const held = await heldIds(store, pair, [...links.values()]);
    for (const one of changed) {
      const link = links.get(one.id) ?? null;
      // What waits in the inbox has a base that is older than what was looked at last.
      const isEcho = isEchoFor(pair, link, one.fields) && !held.has(one.id);
      if (!isEcho) news.add(one);
      else if (link) linked.add(one.id);
    }
  }
  const echoes = changed.filter((one) => !news.has(one) && linked.has(one.id) && Object.keys(one.fields).length > 0);
  for (const pair of pairs) await rememberToldKeys(store, pair, echoes);
  return changed.filter((one) => !echoes.includes(one));
}

const byLeft = (links: readonly Link[]): Map<string, Link> =>
  new Map(links.flatMap((link) => (link.leftId === null ? [] : [[link.leftId, link]])));

async function heldIds(store: EchoDeps['store'], pair: Pair, links: readonly Link[]): Promise<Set<string>> {
  const ends = links.flatMap(({ leftId, rightId }) => [
    ...(leftId === null ? [] : [{ pair: pair.name, side: 'left' as const, recordId: leftId }]),
    ...(rightId === null ? [] : [{ pair: pair.name, side: 'right' as const, recordId: rightId }]),
  ]);
  const held = new Set((await store.heldAmong(ends)).map(({ side, recordId }) => `${side} ${recordId}`));
  const isHeld = ({ leftId, rightId }: Link): boolean => held.has(`left ${leftId}`) || held.has(`right ${rightId}`);
  return new Set(links.flatMap((link) => (link.leftId !== null && isHeld(link) ? [link.leftId] : [])));
}

/** As a look would: a record that we made for one pair may be found by its keys in another. */
async function rememberToldKeys(store: EchoDeps['store'], pair: Pair, echoes: readonly Changed[]): Promise<void> {
  const told = echoes.filter(({ fields }) => toldKeys(pair, fields) === 'all');
  const keys = told.map(({ object, id, fields }) => ({
    id,
    keys: keysOf(pair, 'left', { object, id, fields, modifiedAt: null }),
  }));
  await store.saveMatchKeys(pair.name, 'left', [...new Map(keys.map((one) => [one.id, one])).values()]);
}

/** Notices of both records of every association that we have not made ourselves. */
export async function associatedNews(deps: EchoDeps, associated: readonly Associated[]): Promise<Notice[]> {
  const news = new Map<string, Notice>();
  for (let from = 0; from < associated.length; from += AT_A_TIME) {
    const part = associated.slice(from, from + AT_A_TIME);
    const made = await deps.store.exclusive(() => madeAmong(deps, part));
    const ends = part.filter((one) => !made.has(one)).flatMap((one) => [one.from, one.to]);
    for (const { object, id } of ends) news.set(`${object} ${id}`, { side: 'left', object, id });
  }
  return [...news.values()];
}

/** Systems tell of an association from either end. */
async function madeAmong({ store, mapping }: EchoDeps, associated: readonly Associated[]): Promise<Set<Associated>> {
  const directed = associated.flatMap((one) => [
    { one, mine: one.from, theirs: one.to },
    { one, mine: one.to, theirs: one.from },
  ]);
  const made = new Set<Associated>();
  for (const pair of mapping.pairs) {
    for (const { to } of pair.associations) {
      const other = mapping.pairs.find(({ name }) => name === to)?.left;
      const ofPair = directed.filter(({ mine, theirs }) => mine.object === pair.left && theirs.object === other);
      const links = byLeft(await store.linksByLeft(pair.name, [...new Set(ofPair.map(({ mine }) => mine.id))]));
      for (const { one, mine, theirs } of ofPair) {
        const link = links.get(mine.id);
        if (link && isMadeWith(pair, link, to, theirs.id)) made.add(one);
      }
    }
  }
  return made;
}
