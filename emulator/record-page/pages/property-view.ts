import type { PropertyDefinition } from '../../crm.ts';
import { formatValue } from '../format-value.ts';
import { currencyOf } from '../money.ts';
import type { Place, RecordPageDeps } from '../scene.ts';

/** A property with its value, ready for reading and for editing. */
export interface PropertyView {
  readonly name: string;
  readonly label: string;
  readonly groupName: string;
  readonly value: string;
  readonly display: string;
  readonly type: string;
  readonly fieldType: string;
  readonly readOnly: boolean;
  readonly options: PropertyDefinition['options'];
}

type Values = Readonly<Record<string, string | null>>;

/** Owners are people of the portal; HubSpot keeps their ids as text and offers their names. */
const isOwner = (property: PropertyDefinition): boolean => property.name === 'hubspot_owner_id';

export function propertyView(
  { catalog }: Pick<RecordPageDeps, 'catalog'>,
  { portal, kind }: Pick<Place, 'portal' | 'kind'>,
  property: PropertyDefinition,
  values: Values,
): PropertyView {
  const options = isOwner(property)
    ? catalog.owners(portal.portalId).map(({ id, name }) => ({ value: id, label: name }))
    : property.options;
  const value = values[property.name] ?? '';
  return {
    name: property.name,
    label: property.label,
    groupName: property.groupName,
    value,
    display: formatValue(
      { ...property, options },
      value,
      portal.timezone,
      currencyOf(portal.currency, kind.objectTypeId, property, values),
    ),
    type: property.type,
    fieldType: isOwner(property) ? 'select' : property.fieldType,
    readOnly: property.readOnlyValue,
    options,
  };
}

export const pick = (names: readonly string[], definitions: readonly PropertyDefinition[]): PropertyDefinition[] =>
  names.flatMap((name) => definitions.find((property) => property.name === name) ?? []);
