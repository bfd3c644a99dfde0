import { type Answer, type Call, ok } from '../http/endpoint.ts';
import { typesIn } from '../objects/portal-types.ts';
import { type RecordRow, recordTable } from '../objects/record.ts';
import { isCustom, OBJECT_TYPES, type ObjectType } from '../objects/types.ts';
import { against, named, overall } from './figures.ts';

/** Live records; what is in the recycle bin does not count. */
function liveRecords({ hub, portalId }: Call, type: ObjectType): number {
  let count = 0;
  for (const row of hub.tables.rows<RecordRow>(recordTable(portalId, type)).values()) {
    if (row.archivedAt === undefined) count += 1;
  }
  return count;
}

export function records(call: Call): Answer {
  const { hub, portalId } = call;
  const hubspotDefinedObjectTypes = OBJECT_TYPES.map((type) => ({
    ...named(hub, portalId, type),
    ...against(hub.settings.recordsPerObjectType, liveRecords(call, type)),
  }));
  const byObjectType = typesIn(hub, portalId)
    .filter(isCustom)
    .map((type) => ({ ...named(hub, portalId, type), usage: liveRecords(call, type) }));
  const usage = byObjectType.reduce((sum, one) => sum + one.usage, 0);
  const customObjectTypes = { ...overall(hub.settings.customObjectRecords, usage), byObjectType };
  return ok({ customObjectTypes, hubspotDefinedObjectTypes });
}
