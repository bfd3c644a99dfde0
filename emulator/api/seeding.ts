import { link, wantedTypes } from './associations/link.ts';
import type { Hub } from './hub.ts';
import { applyWrite } from './objects/apply.ts';
import { planCreate } from './objects/plan.ts';
import { findObjectType, type ObjectType } from './objects/types.ts';
import { install } from './oauth/installs.ts';
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

function fillPortal(hub: Hub, portal: SeedPortal): void {
  const { portalId, name, timezone, currency } = portal;
  hub.tables.put('portals', String(portalId), { portalId, name, timezone, currency });
  const ids = new Map<string, string>();
  for (const [spelling, records] of Object.entries(portal.objects)) {
    const type = seedType(spelling);
    for (const record of records) {
      const place = `${type.plural}/${record.key}`;
      if (ids.has(place)) throw new Error(`Seed: the key "${record.key}" is used twice in ${spelling}.`);
      try {
        const planned = planCreate(hub, portalId, type, record.properties, [], new Set());
        ids.set(place, applyWrite(hub, portalId, planned, SEEDER).row.id);
      } catch (cause) {
        throw new Error(`Seed: ${spelling} "${record.key}" is refused: ${(cause as Error).message}`, { cause });
      }
    }
  }
  for (const { from, to } of portal.associations) {
    const ends = [from, to].map(([spelling, key]) => seedEnd(ids, spelling, key)) as [SeedEnd, SeedEnd];
    link(hub, portalId, ...ends, wantedTypes(ends[0].type, ends[1].type), SEEDER);
  }
}

interface SeedEnd {
  readonly type: ObjectType;
  readonly id: string;
}

function seedEnd(ids: ReadonlyMap<string, string>, spelling: string, key: string): SeedEnd {
  const type = seedType(spelling);
  const id = ids.get(`${type.plural}/${key}`);
  if (id === undefined)
    throw new Error(`Seed: an association names ${spelling} "${key}", which the seed does not hold.`);
  return { type, id };
}

function seedType(spelling: string): ObjectType {
  const type = findObjectType(spelling);
  if (!type) throw new Error(`Seed: there is no object type "${spelling}".`);
  return type;
}
