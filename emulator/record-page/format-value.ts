import type { PropertyDefinition } from '../crm.ts';

type Shape = Pick<PropertyDefinition, 'type' | 'fieldType' | 'options'>;

/** A property's value as HubSpot's pages show it; the empty text when there is none. */
export function formatValue(property: Shape, value: string | null | undefined, timezone: string): string {
  if (value === null || value === undefined || value === '') return '';
  const label = optionLabels(property, value);
  if (label !== null) return label;
  if (property.type === 'bool') return value === 'true' ? 'Yes' : 'No';
  if (property.type === 'number') return groupThousands(value);
  if (property.type === 'date') return formatDate(value, 'UTC', false);
  if (property.type === 'datetime') return formatDate(value, timezone, true);
  return value;
}

/** A checkbox property keeps several option values, divided by semicolons. */
function optionLabels(property: Shape, value: string): string | null {
  if (property.options.length === 0) return null;
  const labels = value.split(';').map((one) => property.options.find((option) => option.value === one)?.label ?? one);
  return labels.join(', ');
}

/** On the text: a number would lose digits that the record has. */
function groupThousands(value: string): string {
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(value);
  if (!parts) return value;
  const [, sign = '', whole = '', fraction = ''] = parts;
  return `${sign}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}

/** Dates come as `2026-05-04`, as a full ISO time or as epoch milliseconds. */
function formatDate(value: string, timezone: string, withTime: boolean): string {
  const date = new Date(/^-?\d+$/.test(value) ? Number(value) : value);
  if (Number.isNaN(date.getTime())) return value;
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: timezone,
    ...(withTime ? { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } : {}),
  }).format(date);
}
