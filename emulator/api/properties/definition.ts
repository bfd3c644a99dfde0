import type { PropertyDefinition } from '../../crm.ts';

export type PropertyType = 'string' | 'number' | 'date' | 'datetime' | 'enumeration' | 'bool' | 'phone_number';

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly description?: string;
}

/** A property as the portal keeps it; built-in ones live in code, own ones in the table `properties/{portal}/{type}`. */
export interface Property extends Omit<PropertyDefinition, 'options'> {
  readonly type: PropertyType;
  readonly description: string;
  readonly displayOrder: number;
  readonly options: readonly PropertyOption[];
  readonly hubspotDefined: boolean;
  readonly calculated: boolean;
  readonly formField: boolean;
  /** The options are kept elsewhere: in the portal's pipelines or among its users. */
  readonly externalOptions: boolean;
  readonly dataSensitivity: DataSensitivity;
  readonly calculationFormula?: string;
  readonly referencedObjectType?: string;
  readonly numberDisplayHint?: string;
  readonly textDisplayHint?: string;
  readonly showCurrencySymbol?: boolean;
  readonly currencyPropertyName?: string;
  readonly archived: boolean;
  readonly archivedAt?: number;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly createdUserId?: string;
  readonly updatedUserId?: string;
  /** Before this time the property is not found, as it takes HubSpot a moment to make it known. */
  readonly usableAt?: number;
}

export type DataSensitivity = 'non_sensitive' | 'sensitive' | 'highly_sensitive';

const BUILT_IN: Omit<Property, 'name' | 'label' | 'type' | 'fieldType' | 'groupName'> = {
  description: '',
  displayOrder: -1,
  options: [],
  hasUniqueValue: false,
  readOnlyValue: false,
  hidden: false,
  hubspotDefined: true,
  calculated: false,
  formField: false,
  externalOptions: false,
  dataSensitivity: 'non_sensitive',
  archived: false,
  createdAt: null,
  updatedAt: null,
};

const FIELD_TYPES: Readonly<Record<PropertyType, string>> = {
  string: 'text',
  number: 'number',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  bool: 'booleancheckbox',
  phone_number: 'phonenumber',
};

const TRUE_FALSE = ['true:Yes', 'false:No'];

/** `value:Label` or just `value` when both are the same. */
export const option = (text: string, displayOrder: number): PropertyOption => {
  const [value = text, label = value] = text.split(':');
  return { label, value, displayOrder, hidden: false };
};

/**
 * One built-in property from a line such as `hs_due_date date "Due date" readonly`.
 * The words after the label: `readonly`, `calculated` (implies readonly), `unique`, `hidden`, `area` (text area),
 * `checks` (several values), `owner` (refers to one), and `[a:A b:B]` for the options.
 */
export function builtIn(groupName: string, line: string): Property {
  const found = /^(\w+) (\w+) "([^"]*)"\s*([^[]*)(?:\[(.*)\])?$/.exec(line.trim());
  const [, name, typeWord, label, flagText = '', optionText] = found ?? [];
  if (!name || !label) throw new Error(`Built-in property not understood: ${line}`);
  const type = typeWord as PropertyType;
  const flags = flagText.split(' ');
  const choices = type === 'bool' ? TRUE_FALSE : (optionText?.split(/,\s*/) ?? []);
  return {
    ...BUILT_IN,
    name,
    label,
    type,
    fieldType: fieldType(type, flags),
    groupName,
    options: choices.map(option),
    readOnlyValue: flags.includes('readonly') || flags.includes('calculated'),
    calculated: flags.includes('calculated'),
    hasUniqueValue: flags.includes('unique'),
    hidden: flags.includes('hidden'),
    ...(flags.includes('owner') ? { externalOptions: true, referencedObjectType: 'OWNER' } : {}),
  };
}

function fieldType(type: PropertyType, flags: readonly string[]): string {
  if (flags.includes('area')) return 'textarea';
  if (flags.includes('checks')) return 'checkbox';
  return FIELD_TYPES[type];
}

/** One built-in property per non-empty line. */
export const builtIns = (groupName: string, lines: string): Property[] =>
  lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => builtIn(groupName, line));
