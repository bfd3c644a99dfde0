import { formatValue } from '../format-value.ts';
import { capital, portalHref } from '../hrefs.ts';
import { titleOf } from '../kinds.ts';
import { kindsIn, type Portal, type RecordPageDeps } from '../scene.ts';

/** Deleted records of one type, and how many lie there of the others. */
export interface RecycleBinView {
  readonly portalId: number;
  readonly href: string;
  readonly objectTypeId: string;
  readonly many: string;
  readonly types: readonly { objectTypeId: string; label: string; total: number }[];
  readonly rows: readonly { id: string; title: string; deleted: string }[];
}

const SHOWN = 200;

/** The first type with deleted records, unless one is asked for. */
export function recycleBinView(deps: RecordPageDeps, portal: Portal, asked: string): RecycleBinView {
  const { portalId } = portal;
  const page = { offset: 0, limit: SHOWN };
  const lists = kindsIn(deps.catalog, portalId).map((kind) => ({
    kind,
    ...deps.crm.archivedList(portalId, kind.objectTypeId, page),
  }));
  const chosen =
    lists.find(({ kind }) => kind.objectTypeId === asked) ?? lists.find(({ total }) => total > 0) ?? lists[0];
  const datetime = { type: 'datetime', fieldType: 'date', options: [] } as const;
  return {
    portalId,
    href: portalHref(deps.crm, portalId, '/recycle-bin'),
    objectTypeId: chosen?.kind.objectTypeId ?? '',
    many: chosen?.kind.many ?? 'records',
    types: lists.map(({ kind, total }) => ({
      objectTypeId: kind.objectTypeId,
      label: capital(kind.many),
      total,
    })),
    rows: (chosen?.records ?? []).map((record) => ({
      id: record.id,
      title: chosen ? titleOf(chosen.kind, record) : record.id,
      deleted: formatValue(datetime, String(record.updatedAt), portal.timezone),
    })),
  };
}
