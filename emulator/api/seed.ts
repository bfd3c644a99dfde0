import { z } from 'zod';
import { RequiredProperties } from './objects/account-rules.ts';
import { PipelineInput } from './pipelines/input.ts';
import { PropertyCreate } from './properties/input.ts';
import { SchemaCreate } from './schemas/input.ts';

/** Text; numbers and truth values become text, so that YAML needs no quotes. */
const Value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** One record of a seed. `key` is a name of its own, unique within its object type; associations refer to it. */
export const SeedRecord = z.strictObject({
  key: z.string().min(1),
  /** HubSpot's internal names and values, as text: what a `POST /crm/objects/...` would carry. */
  properties: z.record(z.string(), Value),
});

/** `[object type, key]`, for example `["companies", "alfki"]`. */
const SeedEnd = z.tuple([z.string().min(1), z.string().min(1)], 'must be [object type, key of a record]');

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
};

const SeedOwner = z.strictObject({
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  id: z.string().regex(/^\d+$/, 'must be digits').optional(),
  userId: z.number().int().positive().optional(),
  type: z.enum(['PERSON', 'QUEUE']).optional(),
  teams: z.array(z.strictObject({ id: z.string(), name: z.string(), primary: z.boolean() })).optional(),
  archived: z.boolean().optional(),
});

const SeedTaxRate = z.strictObject({
  name: z.string().min(1),
  percentageRate: z.number().nonnegative(),
  id: z.string().min(1).optional(),
  label: z.string().optional(),
  active: z.boolean().optional(),
});

const SeedProperty = z.strictObject({ ...PropertyCreate.shape, groupName: z.string().min(1).optional() });

export const SeedPortal = z.strictObject({
  portalId: z.number('must be a number, for example 12345678').int().positive(),
  name: z.string().min(1),
  /** IANA name; the daily limits turn over at its midnight. */
  timezone: z.string().refine(isTimeZone, 'must be the IANA name of a time zone, for example Europe/Berlin'),
  /** ISO 4217 code of the company currency. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be the ISO 4217 code of a currency, for example EUR'),
  /** What was bought; it decides the limits. Professional when it is not said. */
  tier: z.enum(['free', 'starter', 'professional', 'enterprise']).optional(),
  /** API limit increases bought. */
  apiLimitIncreases: z.number().int().min(0).max(2).optional(),
  /** Custom objects: what a `POST /crm-object-schemas/...` would carry. Records name them by their `name`. */
  schemas: z.array(z.strictObject(SchemaCreate.shape)).optional(),
  /** Own properties, by object type: what a `POST /crm/properties/...` would carry; the group may be left out. */
  properties: z.record(z.string(), z.array(SeedProperty)).optional(),
  /** Own pipelines, by object type: what a `POST /crm/pipelines/...` would carry. */
  pipelines: z.record(z.string(), z.array(z.strictObject(PipelineInput.shape))).optional(),
  /** Object type to property to what the account requires of it; enforced on writes by 2026-09. */
  requiredProperties: RequiredProperties.optional(),
  /** People and queues that records can belong to, instead of the usual two. */
  owners: z.array(SeedOwner).optional(),
  /** The tax rate library; HubSpot has no API to write it. */
  taxRates: z.array(SeedTaxRate).optional(),
  /** Object type (`companies`, `contacts`, `deals`, ...) to records, created in this order. */
  objects: z.record(z.string(), z.array(SeedRecord)).default({}),
  associations: z.array(z.strictObject({ from: SeedEnd, to: SeedEnd })).default([]),
});

/** What the emulator holds at its first start and after every reset. */
export const Seed = z.strictObject({ portals: z.array(SeedPortal).min(1, 'must have at least one portal') });

export type SeedRecord = z.infer<typeof SeedRecord>;
export type SeedPortal = z.infer<typeof SeedPortal>;
export type Seed = z.infer<typeof Seed>;
