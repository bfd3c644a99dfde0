import { recalculateAll } from '../objects/recalculate.ts';
import { HubSpotError, invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { USER_ID } from '../oauth/tokens.ts';
import type { ObjectType } from '../objects/types.ts';
import { findProperty, propertyTable } from './catalog.ts';
import { requireCurrency } from './currency.ts';
import type { Property } from './definition.ts';
import { requireFormula } from './formula.ts';
import { allGroups } from './groups.ts';
import type { PropertyCreate } from './input.ts';
import { checkedOptions, given, requireOptions } from './options.ts';

const MOST_UNIQUE = 10;

export function createProperty(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  body: PropertyCreate,
  lagMs = hub.settings.propertyLagMs,
): Property {
  const name = checkedName(body.name);
  if (findProperty(hub.tables, portalId, type, name)) {
    throw new HubSpotError(409, 'OBJECT_ALREADY_EXISTS', `A property named '${name}' already exists.`, {
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    });
  }
  requireGroup(hub, portalId, type, body.groupName);
  requireOptions(body);
  const options = checkedOptions(body.type, body.options);
  requireSensitiveData(hub, body);
  requireCurrency({}, body);
  if (body.calculationFormula) requireFormula(hub.tables, portalId, type, body.calculationFormula);
  const own = [...hub.tables.rows<Property>(propertyTable(portalId, type)).values()].filter((one) => !one.archived);
  requireRoom(hub, type, own);
  if (body.hasUniqueValue) requireUniqueSlot(own);
  const property = { ...made(hub, portalId, type, name, body), options, usableAt: hub.clock.now() + lagMs };
  hub.tables.put(propertyTable(portalId, type), name, property);
  if (property.calculationFormula !== undefined) recalculateAll(hub, portalId, type);
  return property;
}

function checkedName(wanted: string): string {
  const name = wanted.toLowerCase();
  if (/^[a-z][a-z0-9_]*$/.test(name)) return name;
  throw invalid(`Property name "${wanted}" is invalid: it must start with a letter and hold only a-z, 0-9 and _.`);
}

/** Creating a property with the name of an archived one brings its values back, under the definition that was sent. */
function made(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  name: string,
  body: PropertyCreate,
): Omit<Property, 'options'> {
  const now = hub.clock.now();
  const archived = hub.tables.rows<Property>(propertyTable(portalId, type)).get(name);
  const calculated = Boolean(body.calculationFormula) || body.fieldType === 'calculation_equation';
  const user = String(USER_ID);
  return {
    ...given(body),
    name,
    fieldType: calculated ? 'calculation_equation' : body.fieldType,
    hubspotDefined: false,
    calculated,
    readOnlyValue: calculated,
    archived: false,
    createdAt: archived?.createdAt ?? now,
    updatedAt: now,
    createdUserId: archived?.createdUserId ?? user,
    updatedUserId: user,
  };
}

export function requireGroup(hub: Hub, portalId: number, type: ObjectType, name: string): void {
  if (allGroups(hub.tables, portalId, type).some((group) => group.name === name)) return;
  throw invalid(`Property group "${name}" does not exist. Create it first.`, {
    subCategory: 'PropertyValidationError.INVALID_GROUP',
  });
}

function requireSensitiveData(hub: Hub, { dataSensitivity }: PropertyCreate): void {
  if (dataSensitivity === 'non_sensitive' || hub.settings.sensitiveData) return;
  throw invalid('Sensitive data is not turned on in this portal.', {
    subCategory: 'PropertyValidationError.PORTAL_NOT_ENABLED_FOR_SENSITIVE_DATA',
  });
}

function requireRoom(hub: Hub, type: ObjectType, own: readonly Property[]): void {
  const most = hub.settings.customPropertiesPerObjectType;
  if (own.filter((one) => !one.hubspotDefined).length < most) return;
  throw invalid(`${type.plural} have reached the limit of ${most} custom properties. Archive one first.`, {
    subCategory: 'PropertyValidationError.PROPERTY_LIMIT_EXCEEDED',
  });
}

function requireUniqueSlot(own: readonly Property[]): void {
  if (own.filter((one) => one.hasUniqueValue).length < MOST_UNIQUE) return;
  throw invalid(`An object type can have at most ${MOST_UNIQUE} properties with unique values.`);
}
