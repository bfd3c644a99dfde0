import type { MergeChange, RecordChange } from '../changes.ts';
import type { Hub } from '../hub.ts';

const deleted = ({ portalId, type, actor }: MergeChange | RecordChange, id: string): RecordChange => ({
  kind: 'deleted',
  portalId,
  type,
  id,
  values: {},
  actor,
});

/** HubSpot tells of a privacy deletion as a deletion as well, to those who listen to deletions only. */
export const deletionByPrivacy = (change: RecordChange): RecordChange => deleted(change, change.id);

/**
 * Every record that lost a merge is told as deleted. Whether the primary record is one of them when what is left has a
 * new id is not documented: a setting.
 */
export function deletionsByMerge({ settings }: Hub, change: MergeChange): RecordChange[] {
  const { mergedIds, primaryId, newId } = change;
  const replaced = settings.webhookMergedPrimaryDeletion && primaryId !== newId;
  return [...mergedIds, ...(replaced ? [primaryId] : [])].map((id) => deleted(change, id));
}
