import type { Property } from '../properties/definition.ts';
import type { ImportRow } from './import.ts';

const ORDER: Readonly<Record<ImportRow['dateFormat'], readonly ('year' | 'month' | 'day')[]>> = {
  MONTH_DAY_YEAR: ['month', 'day', 'year'],
  DAY_MONTH_YEAR: ['day', 'month', 'year'],
  YEAR_MONTH_DAY: ['year', 'month', 'day'],
};

/** A cell as the records API takes it: people write dates in their own way, and the labels of options. */
export function importedValue(property: Property, dateFormat: ImportRow['dateFormat'], cell: string): string {
  const text = cell.trim();
  if (property.type === 'date') return isoDate(dateFormat, text);
  if (property.type === 'datetime') return isoDate(dateFormat, text, 'T00:00:00.000Z');
  if (property.type === 'enumeration' || property.type === 'bool') {
    return text
      .split(';')
      .map((part) => optionValue(property, part.trim()))
      .join(';');
  }
  return text;
}

function isoDate(dateFormat: ImportRow['dateFormat'], text: string, rest = ''): string {
  const parts = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$/.exec(text)?.slice(1);
  if (!parts) return text;
  // A year in front is understood whatever the format says.
  const order = parts[0]?.length === 4 ? ORDER.YEAR_MONTH_DAY : ORDER[dateFormat];
  const part = (name: 'year' | 'month' | 'day') => (parts[order.indexOf(name)] ?? '').padStart(2, '0');
  return `${part('year')}-${part('month')}-${part('day')}${rest}`;
}

function optionValue(property: Property, text: string): string {
  if (property.options.some((option) => option.value === text)) return text;
  const labelled = property.options.find((option) => option.label.toLowerCase() === text.toLowerCase());
  return labelled?.value ?? text;
}
