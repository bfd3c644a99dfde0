import { z } from 'zod';
import { invalid } from '../http/errors.ts';

export const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

const Value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

export const Filter = z.object({
  propertyName: z.string(),
  operator: z.enum(OPERATORS),
  value: Value.optional(),
  highValue: Value.optional(),
  values: z.array(Value).optional(),
});
export type Filter = z.infer<typeof Filter>;

/** Both forms are in use: HubSpot's description has text, its guide has objects. */
const Sort = z.union([
  z
    .string()
    .transform((text) =>
      text.startsWith('-')
        ? { propertyName: text.slice(1), direction: 'DESCENDING' as const }
        : { propertyName: text, direction: 'ASCENDING' as const },
    ),
  z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
]);
export type Sort = z.infer<typeof Sort>;

export const SearchBody = z.object({
  filterGroups: z.array(z.object({ filters: z.array(Filter) })).default([]),
  sorts: z.array(Sort).default([]),
  query: z.string().nullish(),
  properties: z.array(z.string()).nullish(),
  limit: z.number().int().positive().default(10),
  after: z.union([z.string(), z.number()]).transform(Number).nullish(),
});
export type SearchBody = z.infer<typeof SearchBody>;

const MOST = { filtersInGroup: 6, filters: 18, query: 3000, limit: 200, total: 10_000 } as const;

/** HubSpot's caps on a search; beyond 10,000 results it answers 400, whatever there is. */
export function requireWithinCaps(body: SearchBody, groups: number): void {
  const filters = body.filterGroups.map((group) => group.filters.length);
  const after = body.after ?? 0;
  if (filters.length > groups) throw invalid(`Too many filterGroups: at most ${groups} are allowed.`);
  if (filters.some((count) => count > MOST.filtersInGroup)) {
    throw invalid(`Too many filters in a filterGroup: at most ${MOST.filtersInGroup} are allowed.`);
  }
  if (filters.reduce((sum, count) => sum + count, 0) > MOST.filters) {
    throw invalid(`Too many filters: at most ${MOST.filters} are allowed in one search.`);
  }
  if (body.sorts.length > 1) throw invalid('Only one sort is allowed in a search.');
  if ((body.query?.length ?? 0) > MOST.query) throw invalid(`The query is longer than ${MOST.query} characters.`);
  if (body.limit > MOST.limit) throw invalid(`The limit of ${body.limit} is more than ${MOST.limit}.`);
  if (!Number.isInteger(after) || after < 0) throw invalid('after must be the value of paging.next.after');
  if (after + body.limit > MOST.total) {
    throw invalid(`A search answers at most ${MOST.total} results: after + limit must not exceed it.`);
  }
}
