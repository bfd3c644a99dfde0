import type { Crm, CrmRecord, ValidationFailure } from '../crm.ts';
import { timelineOf } from './app-events/timeline.ts';
import { linkTable } from './associations/index-of-links.ts';
import { wantedTypes } from './associations/link.ts';
import { crmBin } from './crm-bin.ts';
import { attempt, crmView, listedRows, liveRow, requireRow, requireType } from './crm-records.ts';
import type { Hub, PortalRow } from './hub.ts';
import { merge } from './merging/merge.ts';
import { applyWrite, associate, dissociate } from './objects/apply.ts';
import { planCreate, planUpdate } from './objects/plan.ts';
import { allProperties } from './properties/catalog.ts';

/** HubSpot's pages ask for what the account requires, as its newest API does. */
const RULES_OF = '2026-09';

/** The records for the CRM page: the same store, rules and webhooks as the API, without tokens and limits. */
export function createCrm(hub: Hub): Crm {
  const typeNamed = (portalId: number, spelling: string) => requireType(hub, portalId, spelling);
  return {
    ...crmBin(hub),
    portals: () => [...hub.tables.rows<PortalRow>('portals').values()],
    get(portalId, objectType, id) {
      const type = typeNamed(portalId, objectType);
      const row = liveRow(hub, portalId, type, id);
      return row && crmView(type, row);
    },
    list: (portalId, objectType, page) => listedRows(hub, portalId, typeNamed(portalId, objectType), page),
    create(portalId, objectType, properties, actor) {
      const type = typeNamed(portalId, objectType);
      return attempt(() => {
        const planned = planCreate(hub, portalId, type, properties, [], new Set(), RULES_OF);
        return crmView(type, applyWrite(hub, portalId, planned, actor).row);
      });
    },
    update(portalId, objectType, id, properties, actor) {
      const type = typeNamed(portalId, objectType);
      return attempt(() => {
        const row = requireRow(hub, portalId, type, id);
        const planned = planUpdate(hub, portalId, type, row, properties, new Set(), RULES_OF);
        return crmView(type, applyWrite(hub, portalId, planned, actor).row);
      });
    },
    merge(portalId, objectType, primaryId, mergedId, actor) {
      const type = typeNamed(portalId, objectType);
      return attempt(() => crmView(type, merge(hub, portalId, type, primaryId, mergedId, actor)));
    },
    associate: (portalId, fromType, fromId, toType, toId, actor, typeIds = []) =>
      linking(hub, portalId, [fromType, fromId], [toType, toId], (from, to) => {
        const types = wantedTypes(hub, portalId, from.type, to.type, typeIds);
        associate(hub, portalId, from, to, types, actor);
      }),
    dissociate: (portalId, fromType, fromId, toType, toId, actor) =>
      linking(hub, portalId, [fromType, fromId], [toType, toId], (from, to) => {
        dissociate(hub, portalId, from, to, actor);
      }),
    associated(portalId, fromType, fromId, toType) {
      const to = typeNamed(portalId, toType);
      const ids = hub.links.of(linkTable(portalId, typeNamed(portalId, fromType), to), fromId);
      return ids.flatMap((id) => liveRow(hub, portalId, to, id) ?? []).map((row) => crmView(to, row));
    },
    timeline: (portalId, objectType, id) => timelineOf(hub, portalId, typeNamed(portalId, objectType), id),
    properties: (portalId, objectType) => allProperties(hub.tables, portalId, typeNamed(portalId, objectType)),
  };
}

type CrmEnd = ReturnType<typeof endOf>;

const endOf = (hub: Hub, portalId: number, [spelling, id]: readonly [string, string]) => ({
  type: requireType(hub, portalId, spelling),
  id,
});

/** Changes what there is between two records, and answers the first one. */
function linking(
  hub: Hub,
  portalId: number,
  fromEnd: readonly [string, string],
  toEnd: readonly [string, string],
  change: (from: CrmEnd, to: CrmEnd) => void,
): CrmRecord | ValidationFailure {
  const from = endOf(hub, portalId, fromEnd);
  const to = endOf(hub, portalId, toEnd);
  return attempt(() => {
    change(from, to);
    return crmView(from.type, requireRow(hub, portalId, from.type, from.id));
  });
}
