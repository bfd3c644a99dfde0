import { type AssociationType, ownTypes } from '../associations/types.ts';
import { type Answer, type Call, ok, typeOf } from '../http/endpoint.ts';
import { against, named } from './figures.ts';

const wantedId = (call: Call, name: string): string | null => {
  const spelling = call.query.get(name);
  return spelling === null ? null : typeOf(call, spelling).id;
};

/** One entry for each direction of each pair that has a label of the portal's own. */
export function associationLabels(call: Call): Answer {
  const from = wantedId(call, 'fromObjectTypeId');
  const to = wantedId(call, 'toObjectTypeId');
  const labels = ownTypes(call.hub, call.portalId)
    .filter((type) => type.label !== null)
    .filter((type) => from === null || type.fromTypeId === from)
    .filter((type) => to === null || type.toTypeId === to);
  const byPair = Map.groupBy(labels, (type) => `${type.fromTypeId}>${type.toTypeId}`);
  return ok({ results: [...byPair.values()].map((all) => entry(call, all)) });
}

function entry(call: Call, all: readonly AssociationType[]): object {
  const { hub, portalId } = call;
  const [first] = all;
  return {
    fromObjectType: named(hub, portalId, typeOf(call, first?.fromTypeId)),
    toObjectType: named(hub, portalId, typeOf(call, first?.toTypeId)),
    allLabels: all.map((type) => type.label ?? ''),
    // A label between records of one type is listed from both ends, and is one label.
    ...against(hub.settings.associationLabelsPerPair, new Set(all.map((type) => type.name ?? type.typeId)).size),
  };
}
