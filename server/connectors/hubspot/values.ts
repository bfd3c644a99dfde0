import { canonicalValue } from '../../engine/canonical.ts';
import type { FieldType, Value } from '../../engine/record.ts';

const TYPES: Readonly<Record<string, FieldType>> = {
  number: 'decimal',
  date: 'date',
  datetime: 'datetime',
  bool: 'boolean',
  enumeration: 'enumeration',
};

/** HubSpot's property types; phone numbers, JSON and coordinates are text to us. */
export const fieldType = (hubspotType: string): FieldType => TYPES[hubspotType] ?? 'string';

const EPOCH_MS = /^-?\d{9,15}$/;

/** Properties arrive as text, whatever their type. A text that is no value of its type is kept as it is, not dropped. */
export function fromHubSpot(type: FieldType, raw: string | null | undefined): Value {
  if (raw === null || raw === undefined) return null;
  try {
    return canonicalValue(type, type === 'date' || type === 'datetime' ? iso(type, raw) : raw);
  } catch (error) {
    if (error instanceof RangeError) return raw;
    throw error;
  }
}

/** REST answers ISO; webhooks, imports and old apps leave milliseconds since 1970, where a date is midnight UTC. */
function iso(type: 'date' | 'datetime', raw: string): string {
  if (!EPOCH_MS.test(raw)) return raw;
  const text = new Date(Number(raw)).toISOString();
  return type === 'date' ? text.slice(0, 10) : text;
}

/** HubSpot clears a property that is set to the empty text. */
export function toHubSpot(value: Value): string {
  return value === null ? '' : String(value);
}
