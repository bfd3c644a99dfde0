import type { z } from 'zod';
import type { CrmRecord } from '../../../crm.ts';
import { titleOf, type Kind } from '../../kinds.ts';
import { kindIn, type Place, type RecordPageDeps } from '../../scene.ts';
import { passes, sorted, valueOf } from './filters.ts';
import { definitionOf, recordData, type RecordData } from './record-data.ts';
import type { AssociatedRequest } from './requests.ts';

export interface AssociatedData {
  readonly singular: string;
  readonly plural: string;
  readonly total: number;
  readonly columns: readonly { readonly name: string; readonly label: string }[];
  /** Every label under which records of the type are associated here. */
  readonly labels: readonly string[];
  readonly records: readonly RecordData[];
}

export function kindOrRefuse(deps: RecordPageDeps, { portal }: Pick<Place, 'portal'>, objectTypeId: string): Kind {
  const kind = kindIn(deps.catalog, portal.portalId, objectTypeId);
  if (!kind) throw new Error(`There is no object type "${objectTypeId}" in this account.`);
  return kind;
}

/** Labels of one association; a link without a label has none. */
function labelsOf(deps: RecordPageDeps, { portal, kind, record }: Place, other: Kind, id: string): string[] {
  const { portalId } = portal;
  const from = { objectType: kind.objectTypeId, id: record.id };
  const typeIds = deps.catalog.associationsBetween(portalId, from, { objectType: other.objectTypeId, id });
  return deps.catalog
    .associationTypes(portalId, kind.objectTypeId, other.objectTypeId)
    .flatMap(({ typeId, label }) => (label !== null && typeIds.includes(typeId) ? [label] : []));
}

/** CrmAssociationTable, -Pivot, -PropertyList and -StageTracker. */
export function answerAssociated(
  deps: RecordPageDeps,
  place: Place,
  asked: z.infer<typeof AssociatedRequest>,
): AssociatedData {
  const { portal, kind, record } = place;
  const other = kindOrRefuse(deps, place, asked.toObjectTypeId);
  const all = deps.crm.associated(portal.portalId, kind.objectTypeId, record.id, other.objectTypeId);
  const labelled = all.map((one) => ({ one, labels: labelsOf(deps, place, other, one.id) }));
  const wanted = asked.associationLabels;
  const query = asked.query.trim().toLowerCase();
  const matches = (one: CrmRecord) =>
    query === '' ||
    [titleOf(other, one), ...asked.properties.map((name) => valueOf(one, name))].some((text) =>
      text.toLowerCase().includes(query),
    );
  const found = labelled
    .filter(({ labels }) => wanted === undefined || wanted.some((label) => labels.includes(label)))
    .filter(({ one }) => passes(one, asked.filters) && matches(one));
  const order = sorted(
    found.map(({ one }) => one),
    asked.sort,
  );
  const definitions = deps.crm.properties(portal.portalId, other.objectTypeId);
  return {
    singular: other.one,
    plural: other.many,
    total: found.length,
    columns: asked.properties.map((name) => ({ name, label: definitionOf(definitions, name).label })),
    labels: [...new Set(labelled.flatMap(({ labels }) => labels))],
    records: order.slice(asked.offset, asked.offset + asked.limit).map((one) =>
      recordData(deps, portal, {
        kind: other,
        record: one,
        names: asked.properties,
        labels: labelled.find((each) => each.one === one)?.labels ?? [],
      }),
    ),
  };
}
