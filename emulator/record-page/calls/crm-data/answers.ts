import type { Place, RecordPageDeps } from '../../scene.ts';
import { placeOf } from '../../scene.ts';
import { answerAssociated } from './associated.ts';
import { recordData, type RecordData } from './record-data.ts';
import { AssociatedRequest, RecordRequest, StatisticsRequest } from './requests.ts';
import { answerStatistics } from './statistics.ts';

type Answer = (place: Place, body: unknown) => unknown;

/** What HubSpot's CRM components show, by the path below `/_page` where a card's page asks for it. */
export const crmDataAnswers = (deps: RecordPageDeps): Readonly<Record<string, Answer>> => ({
  '/crm/record': (place, body) => answerRecord(deps, place, body),
  '/crm/associated': (place, body) => answerAssociated(deps, place, AssociatedRequest.parse(body)),
  '/crm/statistics': (place, body) => answerStatistics(deps, place, StatisticsRequest.parse(body)),
});

/** `now` is the emulator's clock: deadlines are reckoned by it. */
function answerRecord(deps: RecordPageDeps, place: Place, body: unknown): RecordData & { readonly now: number } {
  const { record: named, properties } = RecordRequest.parse(body);
  const found = named ? placeOf(deps, place.portal.portalId, named.objectTypeId, String(named.objectId)) : place;
  if (!found) throw new Error('The record does not exist, or it was deleted.');
  const data = recordData(deps, place.portal, { kind: found.kind, record: found.record, names: properties });
  return { ...data, now: deps.now() };
}
