import type { PropertyDefinition } from '../crm.ts';
import { formatAmount } from './format-amount.ts';
import { formatTime } from './format-time.ts';

type Shape = Pick<PropertyDefinition, 'type' | 'fieldType' | 'options'> & { readonly name?: string };

/**
 * A property's value as HubSpot's pages show it; the empty text when there is none. `currency` is the ISO code of an
 * amount of money, null for every other number.
 */
export function formatValue(
  property: Shape,
  value: string | null | undefined,
  timezone: string,
  currency: string | null = null,
): string {
  if (value === null || value === undefined || value === '') return '';
  const label = optionLabels(property, value);
  if (label !== null) return label;
  if (property.type === 'bool') return value === 'true' ? 'Yes' : 'No';
  if (property.type === 'number') return isId(property) ? value : formatAmount(value, currency);
  if (property.type === 'date') return formatTime(value, { timezone: 'UTC', withTime: false });
  if (property.type === 'datetime') return formatTime(value, { timezone, withTime: true });
  return value;
}

/** HubSpot keeps ids of records and users as numbers; nobody reads them with thousands separators. */
const isId = ({ name = '' }: Shape): boolean => /(^|_)id$/.test(name);

/** A checkbox property keeps several option values, divided by semicolons. */
function optionLabels(property: Shape, value: string): string | null {
  if (property.options.length === 0) return null;
  const labels = value.split(';').map((one) => property.options.find((option) => option.value === one)?.label ?? one);
  return labels.join(', ');
}
