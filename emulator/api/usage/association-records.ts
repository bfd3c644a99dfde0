import { linkTable } from '../associations/index-of-links.ts';
import { type Answer, type Call, ok, typeOf } from '../http/endpoint.ts';
import { typesIn } from '../objects/portal-types.ts';
import { type RecordRow, recordTable, valueOf } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';
import { named, percentageOf } from './figures.ts';

/** HubSpot starts to warn at this share of a limit. */
const NEAR = 80;
const MOST_SAMPLES = 100;

interface Crowded {
  readonly id: string;
  readonly usage: number;
}

/** Records of one type by how many of the other they are associated with, from the share on that is near the limit. */
function crowded({ hub, portalId }: Call, from: ObjectType, to: ObjectType): { near: Crowded[]; at: Crowded[] } {
  const counts = new Map<string, number>();
  for (const key of hub.tables.rows(linkTable(portalId, from, to)).keys()) {
    const id = key.slice(0, key.indexOf('>'));
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const limit = hub.settings.associationsPerRecord;
  const all = [...counts].map(([id, usage]) => ({ id, usage })).filter(({ usage }) => usage > 0);
  return {
    near: all.filter(({ usage }) => usage < limit && percentageOf(usage, limit) >= NEAR),
    at: all.filter(({ usage }) => usage >= limit),
  };
}

function verdict(call: Call, type: ObjectType, pairs: readonly ReturnType<typeof crowded>[]): object[] {
  const hasRecordsAtLimit = pairs.some(({ at }) => at.length > 0);
  const hasRecordsNearLimit = pairs.some(({ near }) => near.length > 0);
  if (!hasRecordsAtLimit && !hasRecordsNearLimit) return [];
  return [{ ...named(call.hub, call.portalId, type), hasRecordsAtLimit, hasRecordsNearLimit }];
}

/** Types that have records near or at a limit, whatever they are associated with. */
export function fromTypes(call: Call): Answer {
  const types = typesIn(call.hub, call.portalId);
  const results = types.flatMap((from) =>
    verdict(
      call,
      from,
      types.map((to) => crowded(call, from, to)),
    ),
  );
  return ok({ results });
}

/** Types that records of the one are associated with that often. */
export function toTypes(call: Call): Answer {
  const from = typeOf(call, call.params['fromType']);
  const types = typesIn(call.hub, call.portalId);
  return ok({ results: types.flatMap((to) => verdict(call, to, [crowded(call, from, to)])) });
}

export function betweenTypes(call: Call): Answer {
  const { hub, portalId } = call;
  const from = typeOf(call, call.params['fromType']);
  const { near, at } = crowded(call, from, typeOf(call, call.params['toType']));
  const limit = hub.settings.associationsPerRecord;
  const sample = ({ id }: Crowded) => {
    const row = hub.tables.rows<RecordRow>(recordTable(portalId, from)).get(id);
    return { objectId: Number(id), label: (row && valueOf(from, row, from.display)) ?? id };
  };
  return ok({
    limit,
    totalRecordsAtLimit: at.length,
    totalRecordsNearLimit: near.length,
    atLimitFromRecordSamples: at.slice(0, MOST_SAMPLES).map(sample),
    nearLimitFromRecordSamples: near
      .slice(0, MOST_SAMPLES)
      .map((one) => ({ ...sample(one), usage: one.usage, percentage: percentageOf(one.usage, limit) })),
  });
}
