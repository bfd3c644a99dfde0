import { link, wantedTypes } from './associations/link.ts';
import { seedOwners } from './account/owners.ts';
import type { Hub } from './hub.ts';
import { seedTaxRates } from './tax-rates/tax-rates.ts';
import { setRequiredProperties } from './objects/account-rules.ts';
import { applyWrite } from './objects/apply.ts';
import { planCreate } from './objects/plan.ts';
import type { ObjectType } from './objects/types.ts';
import { install } from './oauth/installs.ts';
import { seedDefinitions, SeedError, seedType } from './seed-definitions.ts';
import type { SeedPortal } from './seed.ts';

const SEEDER = { changeSource: 'IMPORT', sourceId: 'seed' } as const;

/** Fills an empty store from the seed and installs the static apps; nobody is notified of it. */
export function fillFromSeed(hub: Hub): void {
  for (const portal of hub.seed.portals) fillPortal(hub, portal);
  // What was there from the start has been indexed for long.
  hub.lag.cleared();
  for (const app of hub.apps.filter((one) => one.auth === 'static')) {
    for (const portalId of app.registration.installedIn) install(hub, app, portalId, app.scopes);
  }
}

/** One portal with its records and links; a refusal names the record. */
export function fillPortal(hub: Hub, seed: SeedPortal): void {
  const { objects, associations, schemas, properties, pipelines, requiredProperties, owners, taxRates, ...portal } =
    seed;
  const { portalId } = portal;
  hub.tables.put('portals', String(portalId), portal);
  seedOwners(hub, portalId, owners ?? []);
  seedTaxRates(hub, portalId, taxRates ?? []);
  seedDefinitions(hub, portalId, { schemas, properties, pipelines });
  setRequiredProperties(hub, portalId, requiredProperties ?? {});
  const ids = new Map<string, string>();
  for (const [spelling, records] of Object.entries(objects)) {
    const type = seedType(hub, portalId, spelling);
    for (const record of records) {
      const place = `${type.plural}/${record.key}`;
      if (ids.has(place)) throw new SeedError(`Seed: the key "${record.key}" is used twice in ${spelling}.`);
      try {
        const planned = planCreate(hub, portalId, type, record.properties, [], new Set());
        ids.set(place, applyWrite(hub, portalId, planned, SEEDER).row.id);
      } catch (cause) {
        throw new SeedError(`Seed: ${spelling} "${record.key}" is refused: ${(cause as Error).message}`, { cause });
      }
    }
  }
  for (const { from, to } of associations) {
    const ends = [from, to].map(([spelling, key]) => seedEnd(hub, portalId, ids, spelling, key)) as [SeedEnd, SeedEnd];
    link(hub, portalId, ...ends, wantedTypes(hub, portalId, ends[0].type, ends[1].type), SEEDER);
  }
}

interface SeedEnd {
  readonly type: ObjectType;
  readonly id: string;
}

function seedEnd(hub: Hub, portalId: number, ids: ReadonlyMap<string, string>, spelling: string, key: string): SeedEnd {
  const type = seedType(hub, portalId, spelling);
  const id = ids.get(`${type.plural}/${key}`);
  if (id === undefined)
    throw new SeedError(`Seed: an association names ${spelling} "${key}", which the seed does not hold.`);
  return { type, id };
}
