import { type ErrorDetail, type HubSpotError, invalid } from '../http/errors.ts';
import type { HubDbColumn, TableVersion } from './table.ts';

type Checked = { readonly value: unknown } | { readonly fault: string };

const isObject = (raw: unknown): raw is Record<string, unknown> => typeof raw === 'object' && raw !== null;

const numeric = (raw: unknown, what: string): Checked => {
  const figure = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  return typeof figure === 'number' && Number.isFinite(figure) ? { value: figure } : { fault: `is not ${what}` };
};

/** Dates are epoch milliseconds at midnight UTC, datetimes any epoch milliseconds. */
function moment(raw: unknown, midnight: boolean): Checked {
  const found = numeric(raw, 'a time in epoch milliseconds');
  if ('fault' in found) return found;
  const atMidnight = Number(found.value) % 86_400_000 === 0;
  return midnight && !atMidnight ? { fault: 'is not midnight UTC in epoch milliseconds' } : found;
}

/** Options may be named by their name, or given as HubSpot answers them, `{"name":"red","type":"option"}`. */
function option(column: HubDbColumn, raw: unknown): Checked {
  const name = isObject(raw) ? raw['name'] : raw;
  const found = column.options?.find((one) => one.name === name || one.id === String(name));
  if (!found) return { fault: `is not one of the options ${(column.options ?? []).map((one) => one.name).join(', ')}` };
  return { value: { id: found.id, name: found.name, label: found.label, type: 'option', order: found.order } };
}

function severalOptions(column: HubDbColumn, raw: unknown): Checked {
  if (!Array.isArray(raw)) return { fault: 'is not a list of options' };
  const found = raw.map((one) => option(column, one));
  return found.find((one) => 'fault' in one) ?? { value: found.map((one) => ('value' in one ? one.value : null)) };
}

function text(column: HubDbColumn, raw: unknown): Checked {
  if (typeof raw !== 'string') return { fault: 'is not text' };
  const most = column.maxNumberOfCharacters;
  return most !== undefined && raw.length > most ? { fault: `is longer than ${most} characters` } : { value: raw };
}

function boolean(raw: unknown): Checked {
  if (raw === 1 || raw === true || raw === 'true' || raw === '1') return { value: 1 };
  if (raw === 0 || raw === false || raw === 'false' || raw === '0') return { value: 0 };
  return { fault: 'is not 1 or 0' };
}

const location = (raw: unknown): Checked =>
  isObject(raw) && Number.isFinite(raw['lat']) && Number.isFinite(raw['long'])
    ? { value: { lat: raw['lat'], long: raw['long'], type: 'location' } }
    : { fault: 'is not {"lat": number, "long": number}' };

const foreignIds = (raw: unknown): Checked =>
  Array.isArray(raw) && raw.every((one) => isObject(one) && one['id'] !== undefined)
    ? { value: raw.map((one: Record<string, unknown>) => ({ id: String(one['id']), type: 'foreignid' })) }
    : { fault: 'is not a list of {"id": "...", "type": "foreignid"}' };

const withUrl = (raw: unknown): Checked => {
  if (typeof raw === 'string') return { value: { url: raw, type: 'image' } };
  return isObject(raw) && typeof raw['url'] === 'string' ? { value: raw } : { fault: 'is not {"url": "..."}' };
};

function checked(column: HubDbColumn, raw: unknown): Checked {
  switch (column.type) {
    case 'NUMBER':
    case 'CURRENCY':
      return numeric(raw, 'a number');
    case 'DATE':
    case 'DATETIME':
      return moment(raw, column.type === 'DATE');
    case 'BOOLEAN':
      return boolean(raw);
    case 'SELECT':
      return option(column, raw);
    case 'MULTISELECT':
      return severalOptions(column, raw);
    case 'LOCATION':
      return location(raw);
    case 'FOREIGN_ID':
      return foreignIds(raw);
    case 'IMAGE':
      return withUrl(raw);
    case 'TEXT':
    case 'RICHTEXT':
    case 'URL':
      return text(column, raw);
    default:
      return { value: raw };
  }
}

/** The cells as they are kept; null clears one. Refuses unknown columns and values that do not fit. */
export function checkedCells(
  version: TableVersion,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const faults: ErrorDetail[] = [];
  const cells: Record<string, unknown> = {};
  for (const [name, raw] of Object.entries(values)) {
    const column = version.columns.find((one) => one.name === name || one.id === name);
    if (!column) {
      faults.push({
        message: `Column "${name}" does not exist`,
        code: 'INVALID_COLUMN',
        context: { columnName: [name] },
      });
      continue;
    }
    const found: Checked = raw === null ? { value: null } : checked(column, raw);
    if ('value' in found) cells[column.name] = found.value;
    else faults.push(misfit(column, raw, found.fault));
  }
  if (faults.length > 0) throw refused(faults);
  return cells;
}

const misfit = (column: HubDbColumn, raw: unknown, fault: string): ErrorDetail => ({
  message: `${column.name} (${column.type}): ${JSON.stringify(raw)} ${fault}`,
  code: 'INVALID_VALUE',
  context: { columnName: [column.name] },
});

const refused = (errors: readonly ErrorDetail[]): HubSpotError =>
  invalid(`Row values were not valid: ${errors.map((error) => error.message).join('; ')}`, { errors });
