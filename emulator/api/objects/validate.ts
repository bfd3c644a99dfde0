import { ownersOf } from '../account/owners.ts';
import type { Property } from '../properties/definition.ts';
import { usableProperty } from '../properties/lookup.ts';
import type { Hub } from '../hub.ts';
import { type HubSpotError, invalid } from '../http/errors.ts';
import type { ObjectType } from './types.ts';
import { normaliseValue } from './values.ts';

export interface Fault {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

/** Values as they will be kept (empty text = cleared), for the properties that a caller may write. */
export function checkedValues(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  written: Readonly<Record<string, unknown>>,
  current: Readonly<Record<string, string>>,
): Record<string, string> {
  const values: Record<string, string> = {};
  const faults: Fault[] = [];
  for (const [name, raw] of Object.entries(written)) {
    const property = usableProperty(hub, portalId, type, name);
    if (!property) {
      faults.push({ name, code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` });
    } else if (property.readOnlyValue) {
      const message = `"${name}" is a read only property; its value cannot be set.`;
      faults.push({ name, code: 'READ_ONLY_VALUE', message });
    } else {
      const result = normaliseValue(property, asText(raw), current[name] ?? '');
      if ('fault' in result) faults.push({ name, ...result.fault });
      else if (!mayOwn(hub, portalId, property, result.value)) faults.push({ name, ...noOwner(result.value) });
      else values[name] = result.value;
    }
  }
  if (faults.length > 0) throw invalidValues(portalId, faults);
  return values;
}

const mayOwn = (hub: Hub, portalId: number, { referencedObjectType }: Property, value: string): boolean =>
  referencedObjectType !== 'OWNER' ||
  value === '' ||
  !hub.settings.ownersMustExist ||
  ownersOf(hub, portalId).some((owner) => owner.id === value && !owner.archived);

const noOwner = (value: string): Omit<Fault, 'name'> => ({
  code: 'INVALID_OWNER_ID',
  message: `${value} is not the id of an owner. GET /crm/owners/... lists them; a userId is another number.`,
});

/** JSON numbers and booleans are taken for their text; null clears, as the empty text does. */
export const asText = (raw: unknown): string => {
  if (raw === null || raw === undefined) return '';
  return typeof raw === 'string' ? raw : JSON.stringify(raw);
};

/** HubSpot puts the list of faults into the message, as JSON. */
export function invalidValues(portalId: number, faults: readonly Fault[]): HubSpotError {
  const nested = faults.map(({ name, code, message }) => ({
    isValid: false,
    message,
    error: code,
    name,
    localizedErrorMessage: message,
    portalId,
  }));
  return invalid(`Property values were not valid: ${JSON.stringify(nested)}`, {
    errors: faults.map(({ name, code, message }) => ({ message, code, context: { propertyName: [name] } })),
  });
}

export function requireProperties(type: ObjectType, values: Readonly<Record<string, string>>): void {
  const missing = type.required
    .filter((group) => !group.some((name) => values[name]))
    .map((group) => group.join(' or '));
  if (missing.length === 0) return;
  throw invalid(`Error creating ${type.singular.toUpperCase()}. Some required properties were not set.`, {
    context: { properties: missing },
  });
}
