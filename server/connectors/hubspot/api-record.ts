import { z } from 'zod';
import { HUBSPOT_VERSION } from './version.ts';

export const ApiRecord = z.object({
  id: z.coerce.string(),
  properties: z.record(z.string(), z.string().nullable()),
  updatedAt: z.string().optional(),
});
export type ApiRecord = z.infer<typeof ApiRecord>;

export const objectPath = (object: string, rest = ''): string =>
  `/crm/objects/${HUBSPOT_VERSION}/${encodeURIComponent(object)}${rest}`;
