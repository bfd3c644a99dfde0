import { z } from 'zod';

const Column = z.object({
  columnName: z.string().min(1),
  /** Older requests name the type (`CONTACT`), newer ones its id. */
  columnObjectTypeId: z.string().optional(),
  columnObjectType: z.string().optional(),
  propertyName: z.string().nullish(),
  columnType: z.string().nullish(),
  idColumnType: z.string().nullish(),
});

const File = z.object({
  fileName: z.string().min(1),
  fileFormat: z.string().default('CSV'),
  dateFormat: z.string().optional(),
  fileImportPage: z.object({ hasHeader: z.boolean().default(true), columnMappings: z.array(Column).min(1) }),
});

/** The part `importRequest` of the imports guide. */
export const ImportRequest = z.object({
  name: z.string().optional(),
  importOperations: z.record(z.string(), z.enum(['CREATE', 'UPDATE', 'UPSERT'])).default({}),
  dateFormat: z.enum(['MONTH_DAY_YEAR', 'DAY_MONTH_YEAR', 'YEAR_MONTH_DAY']).default('MONTH_DAY_YEAR'),
  files: z.array(File).min(1),
});
export type ImportRequest = z.infer<typeof ImportRequest>;
export type ImportColumn = z.infer<typeof Column>;
export type ImportFile = z.infer<typeof File>;
