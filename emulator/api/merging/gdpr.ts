import type { ChangeActor } from '../../crm.ts';
import type { Hub } from '../hub.ts';
import { invalid, notFound } from '../http/errors.ts';
import { dissociateAll } from '../objects/apply.ts';
import { blockEmail } from '../objects/blocked-emails.ts';
import { erase } from '../objects/erase.ts';
import { forgetMergedIds } from '../objects/merged-ids.ts';
import { findRecord } from '../objects/plan.ts';
import { type RecordRow, recordTable } from '../objects/record.ts';
import { CONTACT } from '../objects/types.ts';

/** Deletes a contact for good. Answers whether there was one; an unknown address is kept from being used again. */
export function privacyDelete(
  hub: Hub,
  portalId: number,
  id: string,
  idProperty: string | undefined,
  actor: ChangeActor,
): boolean {
  const row = findRecord(hub, portalId, CONTACT, id, idProperty, true) ?? binnedByEmail(hub, portalId, id, idProperty);
  if (!row && idProperty === 'email') {
    if (!id.includes('@')) throw invalid(`"${id}" is not an e-mail address.`);
    blockEmail(hub, portalId, id);
    return false;
  }
  if (!row) throw notFound(`No contact with ID ${id} exists`);
  dissociateAll(hub, portalId, { type: CONTACT, id: row.id }, actor);
  erase(hub, portalId, CONTACT, row.id);
  hub.lag.forget(recordTable(portalId, CONTACT), row.id);
  forgetMergedIds(hub, portalId, CONTACT, row.properties['hs_merged_object_ids']?.split(';') ?? []);
  hub.changes.tell({ kind: 'privacyDeleted', portalId, type: CONTACT, id: row.id, values: {}, actor });
  return true;
}

/** A contact in the recycle bin is personal data as well; no index knows its address any more. */
function binnedByEmail(hub: Hub, portalId: number, email: string, idProperty?: string): RecordRow | undefined {
  if (idProperty !== 'email') return undefined;
  const wanted = email.trim().toLowerCase();
  for (const row of hub.tables.rows<RecordRow>(recordTable(portalId, CONTACT)).values()) {
    if (row.archivedAt !== undefined && row.properties['email'] === wanted) return row;
  }
  return undefined;
}
