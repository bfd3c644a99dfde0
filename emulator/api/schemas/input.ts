import { z } from 'zod';
import { PropertyCreate } from '../properties/input.ts';

const LONGEST = 50;
const label = z.string().min(1).max(LONGEST);
const Labels = z.object({ singular: label, plural: label });
const names = z.array(z.string());
const secondaryDisplayProperties = names
  .max(2)
  .refine((all) => new Set(all).size === all.length, { error: 'names a property twice' });

/** The group may be left out: it is the one that comes with the object. */
export const SchemaProperty = PropertyCreate.extend({ groupName: z.string().min(1).optional() });

/** HubSpot's own description of the body demands more; live, these three are enough. */
export const SchemaCreate = z.object({
  name: z
    .string()
    .max(LONGEST)
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'must start with a letter and hold only letters, digits and underscores'),
  labels: Labels,
  description: z.string().nullish(),
  primaryDisplayProperty: z.string().min(1).nullish(),
  secondaryDisplayProperties: secondaryDisplayProperties.default([]),
  requiredProperties: names.default([]),
  searchableProperties: names.default([]),
  properties: z.array(SchemaProperty).default([]),
  /** Types in any spelling that records can be associated with, besides notes and tasks. */
  associatedObjects: names.default([]),
  shouldCreateSameObjectAssociation: z.boolean().default(false),
  allowsSensitiveProperties: z.boolean().default(true),
});
export type SchemaCreate = z.infer<typeof SchemaCreate>;

/** What else is sent (a name, associations) is ignored. */
export const SchemaPatch = z.object({
  labels: Labels.partial().optional(),
  description: z.string().nullish(),
  clearDescription: z.boolean().default(false),
  primaryDisplayProperty: z.string().min(1).nullish(),
  secondaryDisplayProperties: secondaryDisplayProperties.nullish(),
  requiredProperties: names.nullish(),
  searchableProperties: names.nullish(),
  allowsSensitiveProperties: z.boolean().nullish(),
});
export type SchemaPatch = z.infer<typeof SchemaPatch>;

export const AssociationCreate = z.object({
  fromObjectTypeId: z.string().min(1),
  toObjectTypeId: z.string().min(1),
  name: z.string().min(1).nullish(),
});

/** The flags are in the body here, where the other reads have them in the query. */
export const BatchRead = z.object({
  inputs: names,
  includePropertyDefinitions: z.boolean().default(true),
  includeAssociationDefinitions: z.boolean().default(true),
  includeAuditMetadata: z.boolean().default(true),
});
