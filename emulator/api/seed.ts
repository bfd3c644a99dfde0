import { z } from 'zod';

/** One record of a seed. `key` is a name of its own, unique within its object type; associations refer to it. */
export const SeedRecord = z.strictObject({
  key: z.string().min(1),
  /** HubSpot's internal names and values, as text: what a `POST /crm/objects/...` would carry. */
  properties: z.record(z.string(), z.string()),
});

/** `[object type, key]`, for example `["companies", "alfki"]`. */
const SeedEnd = z.tuple([z.string().min(1), z.string().min(1)]);

export const SeedPortal = z.strictObject({
  portalId: z.number().int().positive(),
  name: z.string().min(1),
  /** IANA name; the daily limits turn over at its midnight. */
  timezone: z.string().min(1),
  /** ISO 4217 code of the company currency. */
  currency: z.string().length(3),
  /** Object type (`companies`, `contacts`, `deals`, ...) to records, created in this order. */
  objects: z.record(z.string(), z.array(SeedRecord)),
  associations: z.array(z.strictObject({ from: SeedEnd, to: SeedEnd })),
});

/** What the emulator holds at its first start and after every reset. */
export const Seed = z.strictObject({ portals: z.array(SeedPortal).min(1) });

export type SeedRecord = z.infer<typeof SeedRecord>;
export type SeedPortal = z.infer<typeof SeedPortal>;
export type Seed = z.infer<typeof Seed>;
