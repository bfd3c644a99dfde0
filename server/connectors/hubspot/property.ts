import type { FieldNeed } from '../../engine/connector.ts';
import type { Option } from '../../engine/need.ts';
import type { Call } from './call.ts';
import { definitions, Property } from './catalog.ts';
import { GROUP } from './groups.ts';

/** Properties of HubSpot's that hold a field's type. */
const FORMS = {
  string: { type: 'string', fieldType: 'text' },
  decimal: { type: 'number', fieldType: 'number' },
  date: { type: 'date', fieldType: 'date' },
  datetime: { type: 'datetime', fieldType: 'date' },
  enumeration: { type: 'enumeration', fieldType: 'select' },
  boolean: {
    type: 'bool',
    fieldType: 'booleancheckbox',
    options: [
      { label: 'Yes', value: 'true', displayOrder: 0, hidden: false },
      { label: 'No', value: 'false', displayOrder: 1, hidden: false },
    ],
  },
} as const;

export const asOptions = (options: readonly Option[]): object[] =>
  options.map(({ value, label }, displayOrder) => ({ value, label, displayOrder, hidden: false }));

export function newProperty(need: FieldNeed): object {
  const { name, label, unique, group = GROUP, options } = need;
  return {
    name,
    label,
    groupName: group.name,
    hasUniqueValue: unique,
    ...FORMS[need.type],
    ...(options ? { options: asOptions(options) } : {}),
  };
}

export async function propertyOf(call: Call, typeId: string, name: string): Promise<Property> {
  const path = definitions(typeId, `/${encodeURIComponent(name)}`);
  return Property.parse((await call({ method: 'GET', path, repeatable: true })).body);
}
