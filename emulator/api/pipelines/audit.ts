import { USER_ID } from '../oauth/tokens.ts';
import type { Hub } from '../hub.ts';
import { iso } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';
import { nextNumber } from '../store/counter.ts';

/** Row of the tables `pipelineAudit/{portalId}/{typeId}`: one change of a pipeline or stage. */
interface AuditRow {
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly identifier: string;
  readonly message: string;
  readonly at: number;
  readonly rawObject: object;
}

const tableOf = (portalId: number, type: ObjectType): string => `pipelineAudit/${portalId}/${type.id}`;

export function note(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  entry: Omit<AuditRow, 'at' | 'message'> & { readonly kind: 'pipeline' | 'stage' },
): void {
  const { kind, ...rest } = entry;
  const verb = { CREATE: 'created', UPDATE: 'updated', DELETE: 'deleted' }[entry.action];
  const row: AuditRow = { ...rest, message: `The ${kind} was ${verb}.`, at: hub.clock.now() };
  hub.tables.put(tableOf(portalId, type), `${kind}/${nextNumber(hub.tables, 'pipelineAudit', 1)}`, row);
}

/** Newest first. */
export function auditOf(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  kind: 'pipeline' | 'stage',
  identifier: string,
): object[] {
  const rows = [...hub.tables.rows<AuditRow>(tableOf(portalId, type)).entries()];
  return rows
    .filter(([key, row]) => key.startsWith(`${kind}/`) && row.identifier === identifier)
    .map(([, { action, message, rawObject, at }]) => ({
      action,
      identifier,
      message,
      portalId,
      fromUserId: USER_ID,
      rawObject,
      timestamp: iso(at),
    }))
    .toReversed();
}
