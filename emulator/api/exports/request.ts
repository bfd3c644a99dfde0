import { z } from 'zod';
import { SearchBody } from '../search/request.ts';

const Search = z.object({
  ...SearchBody.shape,
  /** A short form: one group of filters that must all hold. */
  filters: SearchBody.shape.filterGroups.unwrap().element.shape.filters.default([]),
});

const types = z.union([z.array(z.string()), z.string().transform((one) => [one])]);

/** The export guide's request. The published description calls most of it required; the guide's examples leave it out. */
export const ExportRequest = z.object({
  exportType: z.enum(['VIEW', 'LIST']),
  exportName: z.string().default(''),
  format: z.enum(['CSV', 'XLS', 'XLSX']),
  objectType: z.string(),
  objectProperties: z.array(z.string()).default([]),
  exportInternalValuesOptions: z.array(z.enum(['NAMES', 'VALUES'])).default([]),
  associatedObjectType: types.default([]),
  includePrimaryDisplayPropertyForAssociatedObjects: z.boolean().default(false),
  includeLabeledAssociations: z.boolean().default(false),
  language: z.string().default('EN'),
  publicCrmSearchRequest: Search.optional(),
  listId: z.string().optional(),
});
export type ExportRequest = z.infer<typeof ExportRequest>;
