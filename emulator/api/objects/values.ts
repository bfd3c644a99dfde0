import type { Property } from '../properties/definition.ts';

export interface ValueFault {
  readonly code: string;
  readonly message: string;
}

export type ValueResult = { readonly value: string } | { readonly fault: ValueFault };

const fault = (code: string, message: string): ValueResult => ({ fault: { code, message } });
const ok = (value: string): ValueResult => ({ value });

/**
 * Brings a written value into the form HubSpot keeps, or says in HubSpot's words why not. An empty text clears.
 * `current` is the value so far: a leading `;` appends to a property with several choices.
 */
export function normaliseValue(property: Property, raw: string, current: string): ValueResult {
  if (raw === '') return ok('');
  switch (property.type) {
    case 'number':
      return number(raw);
    case 'date':
      return date(raw);
    case 'datetime':
      return datetime(raw);
    case 'bool':
    case 'enumeration':
      return choice(property, raw, current);
    default:
      return text(property, raw);
  }
}

function number(raw: string): ValueResult {
  const trimmed = raw.trim();
  return trimmed !== '' && Number.isFinite(Number(trimmed)) && !/^0x/i.test(trimmed)
    ? ok(trimmed)
    : fault('INVALID_INTEGER', `${raw} was not a valid number.`);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function instant(raw: string): number {
  return /^-?\d+$/.test(raw) ? Number(raw) : Date.parse(raw);
}

function validDay(raw: string): boolean {
  const time = Date.parse(`${raw}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(raw);
}

/** HubSpot takes a day, or an instant that must be midnight in UTC. */
function date(raw: string): ValueResult {
  if (DAY.test(raw)) return validDay(raw) ? ok(raw) : fault('INVALID_DATE', `${raw} was not a valid date.`);
  const time = instant(raw);
  if (Number.isNaN(time)) return fault('INVALID_LONG', `${raw} was not a valid long.`);
  const at = new Date(time);
  if (time % 86_400_000 === 0) return ok(at.toISOString().slice(0, 10));
  const clock = `${at.getUTCHours()}:${at.getUTCMinutes()}:${at.getUTCSeconds()}.${at.getUTCMilliseconds()}`;
  return fault('INVALID_DATE', `${raw} is at ${clock} UTC, not midnight!`);
}

function datetime(raw: string): ValueResult {
  const time = instant(raw);
  return Number.isNaN(time) ? fault('INVALID_LONG', `${raw} was not a valid long.`) : ok(new Date(time).toISOString());
}

function choice(property: Property, raw: string, current: string): ValueResult {
  if (raw !== raw.trim()) {
    return fault('LEADING_TRAILING_WHITESPACE', `Value "${raw}" has leading or trailing whitespace.`);
  }
  const allowed = property.options.map((option) => option.value);
  const severals = property.fieldType === 'checkbox';
  const values = (severals ? raw.split(';') : [raw]).filter((value) => value !== '');
  // Users are not among the options of a property that refers to them.
  const listed = !property.externalOptions || allowed.length > 0;
  const wrong = listed ? values.find((value) => !allowed.includes(value)) : undefined;
  if (wrong !== undefined) {
    const list = property.options.map((option) => JSON.stringify(option)).join(', ');
    return fault('INVALID_OPTION', `${wrong} was not one of the allowed options: [${list}]`);
  }
  const before = severals && raw.startsWith(';') ? current.split(';').filter((value) => value !== '') : [];
  return ok([...new Set([...before, ...values])].join(';'));
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function text(property: Property, raw: string): ValueResult {
  if (property.name === 'email') {
    const address = raw.trim().toLowerCase();
    return EMAIL.test(address) ? ok(address) : fault('INVALID_EMAIL', `Email address ${raw} is invalid`);
  }
  if (property.name === 'domain') return ok(bareDomain(raw));
  return ok(raw);
}

/** HubSpot keeps `acorn.example` of `https://www.Acorn.example/shop`. */
const bareDomain = (raw: string): string =>
  raw
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#].*$/, '');

/** Webhooks carry dates as epoch milliseconds where REST answers ISO 8601. */
export function webhookValue(property: Property | undefined, value: string): string {
  const dated = property?.type === 'date' || property?.type === 'datetime';
  return dated && value !== '' ? String(Date.parse(value)) : value;
}
