import type { Ability, Connector, ObjectDescription, ReadRequest, RecordPage } from '../../engine/connector.ts';
import { associatedIds } from './associations.ts';
import { labelsWithEach } from './associated-many.ts';
import type { Call } from './call.ts';
import { createCatalog, type Catalog, type KnownFields } from './catalog.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { withHubDb } from './hubdb/connector.ts';
import { isHubDb } from './hubdb/tables.ts';
import { createLabelTypes } from './labels.ts';
import { listAll } from './listing.ts';
import { noticesByPortal } from './notices.ts';
import { createCustomObjects } from './custom-objects.ts';
import { withNamedObjects } from './named-objects.ts';
import { REQUIRED, STANDARD_OBJECTS } from './object-types.ts';
import { withStages } from './pipelines.ts';
import { missingThings, type Parts } from './missing.ts';
import { provisionThings } from './provision.ts';
import { canonicalChanges, getRecords } from './records.ts';
import { Refusal } from './refusal.ts';
import { createRights } from './rights.ts';
import { lackingScopes } from './scopes.ts';
import { sweepChanged } from './sweep.ts';
import { createValueNames } from './value-names.ts';
import { valueRules } from './value-rules.ts';
import { MissingScopes } from './verdict.ts';
import { writeChanges } from './write.ts';

export interface HubSpotOptions {
  readonly call: Call;
  readonly wait: (ms: number) => Promise<void>;
  readonly now: () => Date;
  /** What `describe` describes; each costs one call. */
  readonly objects?: readonly string[];
  /** Shared by the connectors of a portal. */
  readonly definitions?: KnownFields;
}

/** One portal as a system of records. `call` carries its token and its share of the budget (call.ts). */
export function createHubSpotConnector(options: HubSpotOptions): Connector {
  const { call, wait, now } = options;
  const all: readonly string[] = options.objects ?? STANDARD_OBJECTS;
  const objects = all.filter((name) => !isHubDb(name));
  const catalog = createCatalog(call, options.definitions);
  const custom = createCustomObjects(call);
  const labelTypes = createLabelTypes(call);
  const parts = { call, catalog, custom, wait, rights: createRights(call, custom) };
  const records = withNamedObjects(
    {
      name: 'hubspot',
      describe: (names = objects) => describeObjects(parts, names),
      read: (request) => readPages(call, catalog, request, now()),
      since: (moment) => writeCursor({ since: moment }),
      get: (request) => getRecords(call, catalog, request),
      write: (changes) => writeChanges(call, labelTypes, changes),
      missing: (needs) => missingThings(parts, needs),
      rules: (names) => valueRules(call, custom, names),
      names: createValueNames(call, custom, now),
      provision: (needs) => provisionThings(parts, needs),
      associated: (from, object) => associatedIds(call, from, object),
      associatedMany: (request) => labelsWithEach(call, request),
      canonical: (changed) => canonicalChanges(catalog, changed),
      notices: (body) => [...noticesByPortal(body).values()].flat(),
      close: () => Promise.resolve(),
    },
    custom,
  );
  return withHubDb(records, { call, now, objects: all.filter(isHubDb) });
}

/**
 * HubSpot keeps what is archived in its recycle bin for 90 days, from which only a person can restore it; no API does. To
 * delete for good there is only the erasing of contacts by GDPR, which also blocks their address, so it is not used.
 */
const ABILITIES: readonly Ability[] = ['create', 'update', 'archive'];

/** An object that HubSpot does not know is left out: whoever asked for it by that name can say so better. */
async function describeObjects(
  { call, catalog, custom }: Parts,
  names: readonly string[],
): Promise<ObjectDescription[]> {
  const forbidden: string[] = [];
  const described = names.map(async (name): Promise<ObjectDescription[]> => {
    try {
      const own = await custom.find(name);
      const required = own ? own.requiredProperties.map((property) => [property]) : (REQUIRED[name] ?? []);
      const typeId = own?.objectTypeId ?? name;
      const fields = await withStages(call, typeId, await catalog.reload(typeId));
      return [{ name, fields, required, can: ABILITIES }];
    } catch (error) {
      if (error instanceof Refusal) return [];
      if (!(error instanceof MissingScopes)) throw error;
      forbidden.push(name);
      return [];
    }
  });
  const found = (await Promise.all(described)).flat();
  if (forbidden.length > 0) throw lackingScopes(forbidden);
  return found;
}

function readPages(call: Call, catalog: Catalog, request: ReadRequest, now: Date): AsyncIterable<RecordPage> {
  const cursor = readCursor(request.cursor, now);
  if (cursor.listing) return listAll(call, catalog, request, cursor);
  return sweepChanged(call, catalog, request, cursor.since, now);
}
