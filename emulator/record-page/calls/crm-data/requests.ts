import { z } from 'zod';

/** What HubSpot's CRM components ask for, in the words of their props. */
const Value = z.union([z.string(), z.number(), z.boolean()]);

export const Filter = z.object({
  operator: z.enum([
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
  ]),
  property: z.string(),
  value: Value.optional(),
  values: z.union([Value, z.array(Value)]).optional(),
  highValue: Value.optional(),
});
export type Filter = z.infer<typeof Filter>;

export const Sort = z.object({ columnName: z.string(), direction: z.union([z.literal(1), z.literal(-1)]).default(1) });
export type Sort = z.infer<typeof Sort>;

const Properties = z.array(z.string()).max(24).default([]);

/** One record: the one on whose page the card stands, unless another is named. */
export const RecordRequest = z.object({
  record: z.object({ objectTypeId: z.string(), objectId: z.union([z.string(), z.number()]) }).optional(),
  properties: Properties,
});

export const AssociatedRequest = z.object({
  toObjectTypeId: z.string(),
  properties: Properties,
  associationLabels: z.array(z.string()).optional(),
  filters: z.array(Filter).default([]),
  sort: z.array(Sort).default([]),
  query: z.string().default(''),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(100).default(100),
});

export const StatisticsRequest = z.object({
  toObjectTypeId: z.string(),
  statistics: z.array(
    z.object({
      label: z.string(),
      statisticType: z.enum(['SUM', 'AVG', 'MIN', 'MAX', 'DISTINCT_APPROX', 'COUNT', 'PERCENTILES']),
      propertyName: z.string(),
      percentile: z.number().min(0).max(100).default(50),
      filterGroups: z.array(z.object({ filters: z.array(Filter) })).default([]),
    }),
  ),
});
