import { associationKey } from '../engine/associations.ts';
import { isConstant, keptIn } from '../engine/fields.ts';
import { goesRight } from '../engine/mapping.ts';
import type { Pair } from '../engine/mapping.ts';
import { otherSide } from '../engine/record.ts';
import type { Side, SyncRecord } from '../engine/record.ts';
import type { StoredLedgerEntry } from '../store/ledger.ts';
import type { LinkStory } from '../store/link-story.ts';
import { originOf } from './origin.ts';
import type { Origin, OriginLook } from './origin.ts';
import { connectorOf, fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { isExpected } from './trouble.ts';

export interface ExplainAsked {
  readonly object: string;
  readonly id: string;
  readonly field?: string | undefined;
}

/** A record in one of the mapping's pairs, and where its values came from. */
export interface Explained {
  readonly pair: string;
  readonly side: Side;
  /** The record on the other side that it is linked with. */
  readonly counterpart: { readonly object: string; readonly id: string } | null;
  /** `by key 0 on 2026-11-23`; null without a link. */
  readonly linked: string | null;
  readonly origins: readonly Origin[];
}

interface ExplainDeps {
  readonly entries: readonly StoredLedgerEntry[];
  readonly story: (pair: string, rightId: string) => Promise<LinkStory | null>;
}

/** One answer a pair that has the object; `entries`: what the ledger has of the record, the latest first. */
export async function explainRecord(portal: Portal, asked: ExplainAsked, deps: ExplainDeps): Promise<Explained[]> {
  const found: Explained[] = [];
  for (const pair of portal.mapping.pairs) {
    for (const side of ['left', 'right'] as const) {
      if (pair[side] === asked.object) found.push(await explainIn(portal, pair, side, asked, deps));
    }
  }
  return found;
}

async function explainIn(
  portal: Portal,
  pair: Pair,
  side: Side,
  { id, field }: ExplainAsked,
  { entries, story }: ExplainDeps,
): Promise<Explained> {
  const { store } = portal;
  const [link = null] =
    side === 'left' ? await store.linksByLeft(pair.name, [id]) : await store.linksByRight(pair.name, [id]);
  const counterpart = (side === 'left' ? link?.rightId : link?.leftId) ?? null;
  const told = link?.rightId == null ? null : await story(pair.name, link.rightId);
  const linked = told && linkedWords(told);
  const look: OriginLook = {
    pair,
    side,
    link,
    counterpart,
    record: await readNow(portal, pair, side, id, field),
    linked: linked ?? '',
  };
  const ofPair = entries.filter((one) => one.pair === pair.name && one.side === side);
  const names = field === undefined ? fieldsOfPair(pair, side, ofPair) : [field];
  return {
    pair: pair.name,
    side,
    counterpart: counterpart === null ? null : { object: pair[otherSide(side)], id: counterpart },
    linked,
    origins: names.map((name) => originOf(look, name, ofPair.find((one) => one.field === name) ?? null)),
  };
}

const linkedWords = ({ matchedBy, since }: LinkStory): string => {
  const how =
    matchedBy === 'create'
      ? 'when it was created'
      : matchedBy === 'hand'
        ? 'by a person'
        : `by ${matchedBy ?? 'a key'}`;
  return `${how} on ${since.slice(0, 10)}`;
};

/** What the pair maps on this side, and whatever else the ledger has of the record. */
function fieldsOfPair(pair: Pair, side: Side, entries: readonly StoredLedgerEntry[]): string[] {
  const mapped = pair.fields.flatMap((field) =>
    isConstant(field)
      ? side === 'left'
        ? [field.left]
        : []
      : keptIn(field, side).filter((name) => !name.startsWith('=')),
  );
  const associations = side === 'left' ? pair.associations.map(({ to }) => associationKey(to)) : [];
  const references = side === 'left' ? [] : pair.associations.filter(goesRight).map(({ right }) => right);
  const written = new Set(entries.map((one) => one.field));
  return [...new Set([...mapped, ...references, ...associations.filter((key) => written.has(key)), ...written])];
}

/** A system that is down does not keep the ledger from being told. */
async function readNow(portal: Portal, pair: Pair, side: Side, id: string, field?: string): Promise<SyncRecord | null> {
  const fields = fieldsOf(portal, pair, side);
  const wanted = field !== undefined && fields.includes(field) ? [field] : fields;
  try {
    const [record] = await connectorOf(portal, side).get({ object: pair[side], ids: [id], fields: wanted });
    return record ?? null;
  } catch (error) {
    if (isExpected(error)) return null;
    throw error;
  }
}
