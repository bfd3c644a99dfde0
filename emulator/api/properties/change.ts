import { invalid, notFound } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { USER_ID } from '../oauth/tokens.ts';
import { recalculateAll } from '../objects/recalculate.ts';
import type { ObjectType } from '../objects/types.ts';
import { findProperty, hubspotsProperty, propertyTable } from './catalog.ts';
import { requireGroup } from './create.ts';
import { requireCurrency } from './currency.ts';
import type { Property } from './definition.ts';
import { requireFormula } from './formula.ts';
import type { PropertyPatch } from './input.ts';
import { checkedOptions, given } from './options.ts';
import { usesOf } from './uses.ts';

/** Of HubSpot's own properties a portal may change the options, and only of those that HubSpot does not rely on. */
export const readOnlyOptions = ({ hubspotDefined, externalOptions, type, name }: Property): boolean =>
  hubspotDefined && (externalOptions || type !== 'enumeration' || name.startsWith('hs_'));

function required(hub: Hub, portalId: number, type: ObjectType, name: string): Property {
  const property = findProperty(hub.tables, portalId, type, name);
  if (!property) throw notFound(`Property '${name}' does not exist`);
  return property;
}

function requireEditable(property: Property, patch: PropertyPatch): void {
  if (!property.hubspotDefined) return;
  const wanted = Object.keys(given(patch));
  if (wanted.every((key) => key === 'options') && !readOnlyOptions(property)) return;
  throw invalid(`Property "${property.name}" is defined by HubSpot and cannot be changed.`, {
    subCategory: 'PropertyValidationError.READ_ONLY_PROPERTY_DEFINITION',
  });
}

/** What is left out stays; a list of options replaces the one before. */
export function patchProperty(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  name: string,
  patch: PropertyPatch,
): Property {
  const before = required(hub, portalId, type, name);
  requireEditable(before, patch);
  if (patch.groupName !== undefined) requireGroup(hub, portalId, type, patch.groupName);
  requireCurrency(before, patch);
  if (patch.calculationFormula) requireFormula(hub.tables, portalId, type, patch.calculationFormula);
  const options =
    patch.options === undefined ? before.options : checkedOptions(patch.type ?? before.type, patch.options);
  const calculated = before.calculated || Boolean(patch.calculationFormula);
  const after: Property = {
    ...before,
    ...given(patch),
    options,
    calculated,
    ...(calculated && !before.hubspotDefined ? { fieldType: 'calculation_equation', readOnlyValue: true } : {}),
    updatedAt: hub.clock.now(),
    updatedUserId: String(USER_ID),
  };
  hub.tables.put(propertyTable(portalId, type), name, after);
  if (after.calculationFormula !== before.calculationFormula) recalculateAll(hub, portalId, type);
  return after;
}

/** A property that is not there and one that is archived already are the same 404. */
export function archiveProperty(hub: Hub, portalId: number, type: ObjectType, name: string): void {
  const before = required(hub, portalId, type, name);
  if (hubspotsProperty(hub.tables, portalId, type, name)) {
    throw invalid(`Property "${name}" is defined by HubSpot and cannot be archived.`, {
      subCategory: 'PropertyValidationError.READ_ONLY_PROPERTY_DEFINITION',
    });
  }
  const uses = usesOf(hub, portalId, type, name);
  if (uses.length > 0) {
    throw invalid(`Property '${name}' is in use and cannot be deleted.`, {
      subCategory: 'PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE',
      errors: uses.map(({ parentType, parentName }) => ({
        message: `The property is used by ${parentType} "${parentName}".`,
        context: { parentType: [parentType], parentName: [parentName] },
      })),
    });
  }
  const now = hub.clock.now();
  hub.tables.put(propertyTable(portalId, type), name, { ...before, archived: true, archivedAt: now, updatedAt: now });
}
