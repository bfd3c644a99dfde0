import type { Hub } from '../hub.ts';
import { HubSpotError } from '../http/errors.ts';
import { findProperty } from '../properties/catalog.ts';
import { type RecordRow, recordTable } from './record.ts';
import type { ObjectType } from './types.ts';

/** Values of unique properties that earlier inputs of the same batch have taken. */
export type Claims = Set<string>;

export function requireUnique(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  values: Readonly<Record<string, string>>,
  ownId: string | null,
  claims: Claims,
): void {
  const own = new Set<string>();
  for (const [name, value] of Object.entries(values).flatMap((entry) => claimed(type, ...entry))) {
    if (value === '') continue;
    const unique = findProperty(hub.tables, portalId, type, name)?.hasUniqueValue;
    if (!unique && !isUniqueDomain(hub, type, name)) continue;
    const holder = unique
      ? hub.uniques.find(recordTable(portalId, type), name, value)
      : holderOfDomain(hub, portalId, type, value);
    if (holder !== undefined && holder !== ownId) throw alreadyExists(type, name, value, holder);
    const claim = `${name}=${value.toLowerCase()}`;
    if (claims.has(claim)) throw alreadyExists(type, name, value, null);
    own.add(claim);
  }
  for (const claim of own) claims.add(claim);
}

const isUniqueDomain = (hub: Hub, type: ObjectType, name: string): boolean =>
  hub.settings.companyDomainsAreUnique && type.singular === 'company' && name === 'domain';

/** `domain` is no unique property, so that it has no index; only portals of this setting pay for the search. */
function holderOfDomain(hub: Hub, portalId: number, type: ObjectType, domain: string): string | undefined {
  for (const row of hub.tables.rows<RecordRow>(recordTable(portalId, type)).values()) {
    if (row.archivedAt === undefined && row.properties['domain'] === domain) return row.id;
  }
  return undefined;
}

/** A contact's additional addresses are as much its own as the first one. */
const claimed = (type: ObjectType, name: string, value: string): (readonly [string, string])[] =>
  type.singular === 'contact' && name === 'hs_additional_emails'
    ? value.split(';').map((address) => ['email', address] as const)
    : [[name, value]];

function alreadyExists(type: ObjectType, name: string, value: string, holder: string | null): HubSpotError {
  const noun = type.singular.charAt(0).toUpperCase() + type.singular.slice(1).replaceAll('_', ' ');
  const message = holder
    ? `${noun} already exists. Existing ID: ${holder}`
    : `${noun} already exists: ${name} "${value}" is given twice in this batch.`;
  return new HubSpotError(409, 'CONFLICT', message, {
    errors: [{ message, code: 'CONFLICTING_UNIQUE_VALUE', context: { propertyName: [name] } }],
  });
}
