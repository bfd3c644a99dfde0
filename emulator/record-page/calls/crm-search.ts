import { z } from 'zod';
import type { RecordPageDeps } from '../scene.ts';
import type { Caller } from './caller.ts';
import { valuesOf } from './crm-values.ts';
import { passes, sorted } from './crm-data/filters.ts';
import { Filter } from './crm-data/requests.ts';
import { HookOptions } from './formatting.ts';

const SearchFilter = Filter.omit({ property: true })
  .extend({ propertyName: z.string() })
  .transform(({ propertyName, ...rest }) => ({ ...rest, property: propertyName }));
const SearchSort = z
  .object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') })
  .transform(({ propertyName, direction }) => ({
    columnName: propertyName,
    direction: direction === 'DESCENDING' ? (-1 as const) : (1 as const),
  }));

export const SearchRequest = z.object({
  request: z.object({
    objectType: z.string(),
    properties: z.array(z.string()).default([]),
    query: z.string().default(''),
    pageLength: z.number().int().min(1).max(200).default(100),
    after: z.string().regex(/^\d+$/).default('0'),
    filterGroups: z.array(z.object({ filters: z.array(SearchFilter) })).default([]),
    sorts: z.array(SearchSort).default([]),
  }),
  options: HookOptions,
});

/** `useCrmSearch`: a record is found when all filters of one of the groups let it pass. */
export function answerSearch(deps: RecordPageDeps, { portal }: Caller, asked: z.infer<typeof SearchRequest>) {
  const { objectType, properties, query, pageLength, after, filterGroups, sorts } = asked.request;
  const list = (limit: number) =>
    deps.crm.list(portal.portalId, objectType, query ? { query, offset: 0, limit } : { offset: 0, limit });
  const matching = list(list(0).total).records.filter(
    (one) => filterGroups.length === 0 || filterGroups.some(({ filters }) => passes(one, filters)),
  );
  const offset = Number(after);
  const page = sorted(matching, sorts).slice(offset, offset + pageLength);
  const next = offset + page.length;
  return {
    results: page.map((one) => ({
      objectId: Number(one.id),
      properties: valuesOf(deps, portal, one, properties, asked.options),
    })),
    total: matching.length,
    hasMore: next < matching.length,
    ...(next < matching.length ? { after: String(next) } : {}),
  };
}
