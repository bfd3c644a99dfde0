import type { ChangeActor, Crm, CrmRecord, PropertyDefinition } from '../crm.ts';
import type { Development } from '../development.ts';
import type { PortalCatalog } from '../portal-catalog.ts';
import { findKind, KINDS } from './kinds.ts';

/** Calls of `update`, as the tests look at them. */
export interface SeenUpdate {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly actor: ChangeActor;
}

export interface FixtureCrm extends Crm {
  readonly updates: SeenUpdate[];
  put(objectTypeId: string, id: string, properties: CrmRecord['properties']): void;
}

const property = (name: string, label: string, more: Partial<PropertyDefinition> = {}): PropertyDefinition => ({
  name,
  label,
  type: 'string',
  fieldType: 'text',
  groupName: 'companyinformation',
  hasUniqueValue: false,
  readOnlyValue: false,
  hidden: false,
  options: [],
  ...more,
});

const DEFINITIONS: readonly PropertyDefinition[] = [
  property('name', 'Company name'),
  property('domain', 'Company domain name'),
  property('phone', 'Phone number', { fieldType: 'phonenumber' }),
  property('city', 'City'),
  property('lifecyclestage', 'Lifecycle stage', {
    type: 'enumeration',
    fieldType: 'radio',
    options: [
      { label: 'Lead', value: 'lead' },
      { label: 'Customer', value: 'customer' },
    ],
  }),
  property('createdate', 'Create date', { type: 'datetime', fieldType: 'date', readOnlyValue: true }),
  property('email', 'Email'),
  property('firstname', 'First name'),
  property('lastname', 'Last name'),
  property('dealname', 'Deal name'),
  property('amount', 'Amount', { type: 'number', fieldType: 'number' }),
  property('probe_balance', 'Balance', { type: 'number', fieldType: 'number', groupName: 'probe' }),
];

const AT = Date.UTC(2026, 4, 4, 9, 30);

/** One portal in memory, everything associated with everything; a phone without digits is refused. */
export function createFixtureCrm(): FixtureCrm {
  const records = new Map<string, CrmRecord>();
  const updates: SeenUpdate[] = [];
  const typeOf = (spelling: string) => findKind(spelling)?.objectTypeId ?? spelling;
  const all = (objectType: string) =>
    [...records.values()].filter((record) => record.objectTypeId === typeOf(objectType));
  const get = (objectType: string, id: string) => records.get(`${typeOf(objectType)} ${id}`);
  const put = (objectTypeId: string, id: string, properties: CrmRecord['properties']) => {
    const before = get(objectTypeId, id);
    records.set(`${objectTypeId} ${id}`, {
      id,
      objectTypeId,
      properties: { createdate: String(AT), ...before?.properties, ...properties },
      createdAt: AT,
      updatedAt: before ? before.updatedAt + 1000 : AT,
      archived: false,
    });
  };
  return {
    updates,
    put,
    portals: () => [{ portalId: 12345678, name: 'Fixture', timezone: 'Europe/Berlin', currency: 'EUR' }],
    get: (_portalId, objectType, id) => get(objectType, id),
    list(_portalId, objectType, { query = '', offset, limit }) {
      const found = all(objectType).filter((record) =>
        JSON.stringify(record.properties).toLowerCase().includes(query.toLowerCase()),
      );
      return { total: found.length, records: found.slice(offset, offset + limit) };
    },
    update(_portalId, objectType, id, properties, actor) {
      updates.push({ id, properties, actor });
      const { phone } = properties;
      if (phone !== undefined && !/\d/.test(phone))
        return { message: `Phone number "${phone}" has no digits.`, propertyName: 'phone' };
      put(typeOf(objectType), id, properties);
      return get(objectType, id) ?? { message: 'The record is gone.', propertyName: null };
    },
    // The stories of these are told against the whole emulator; here they are never called.
    ...refusing('create', 'archive', 'restore', 'merge', 'associate', 'dissociate'),
    archivedList: () => ({ total: 0, records: [] }),
    associated: (_portalId, _fromType, _fromId, toType) => all(toType),
    timeline: () => [],
    properties: () => DEFINITIONS,
  };
}

type Writes = Pick<Crm, 'create' | 'archive' | 'restore' | 'merge' | 'associate' | 'dissociate'>;

const refusing = (...names: readonly (keyof Writes)[]): Writes =>
  Object.fromEntries(
    names.map((name) => [name, () => ({ message: `The fixture has no ${name}.`, propertyName: null })]),
  ) as unknown as Writes;

/** HubSpot's types without labels; any two may be associated, as the records of this portal are. */
export const FIXTURE_CATALOG: PortalCatalog = {
  objectTypes: () =>
    KINDS.map(({ objectTypeId, singular, plural }) => ({
      objectTypeId,
      singular,
      plural,
      labels: { singular, plural },
      display: 'name',
      shown: [],
      required: [],
      custom: false,
    })),
  propertyGroups: () => [],
  associationTypes: () => [{ typeId: 1, category: 'HUBSPOT_DEFINED', label: null }],
  associationsBetween: () => [],
  history: () => ({}),
  stages: () => null,
  owners: () => [],
};

export const NO_DEVELOPMENT: Development = {
  deliveries: { list: () => [], replay: () => Promise.resolve(undefined) },
  requests: () => [],
  install: () => ({ installedAt: null, scopes: [], accessToken: null, installUrl: null }),
  installStatic: () => {},
  uninstall: () => {},
};
