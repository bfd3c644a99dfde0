import { z } from 'zod';
import { invalid } from './errors.ts';

/** Reads a request body by its schema; HubSpot's own wording for a bad one is not documented. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    message: `${issue.path.join('.') || 'body'}: ${issue.message}`,
  }));
  throw invalid(`Invalid input JSON: ${errors.map((error) => error.message).join('; ')}`, { errors });
}

/** Ids may be text or numbers: HubSpot's own examples show both. */
export const Id = z.union([z.string().min(1), z.number().int()]).transform(String);

export const Properties = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const AssociationSpec = z.object({
  associationCategory: z.string().default('HUBSPOT_DEFINED'),
  associationTypeId: z.coerce.number().int(),
});
