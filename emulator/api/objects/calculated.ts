import { Big } from 'big.js';
import type { Value } from '../formulas/node.ts';
import { runFormula } from '../formulas/run.ts';
import { understood } from '../formulas/understood.ts';
import type { Hub } from '../hub.ts';
import { findProperty, propertyTable } from '../properties/catalog.ts';
import type { Property } from '../properties/definition.ts';
import { dealValues } from './deal-values.ts';
import { bookkeepingNames, type RecordRow, valueOf } from './record.ts';
import type { ObjectType } from './types.ts';

type Values = Readonly<Record<string, string>>;

/** The calculated properties that follow from the other values of a record; empty text: there is nothing to calculate. */
function calculatedValues(hub: Hub, portalId: number, type: ObjectType, row: RecordRow): Values {
  const found: Record<string, string> = dealValues(hub, portalId, type, row.properties);
  const own = formulasOf(hub, portalId, type);
  if (own.length === 0) return found;
  const bookkeeping = bookkeepingNames(type).map((name) => [name, valueOf(type, row, name) ?? ''] as const);
  const values = { ...row.properties, ...Object.fromEntries(bookkeeping) };
  // A formula may read another one; more rounds than formulas cannot bring anything new.
  for (let round = 0; round < own.length; round += 1) {
    const before = JSON.stringify(found);
    for (const property of own) found[property.name] = outcome(hub, portalId, type, property, { ...values, ...found });
    if (JSON.stringify(found) === before) break;
  }
  return found;
}

/** Those that are not what the record holds. */
export function outdatedValues(hub: Hub, portalId: number, type: ObjectType, row: RecordRow): Values {
  const all = Object.entries(calculatedValues(hub, portalId, type, row));
  return Object.fromEntries(all.filter(([name, value]) => value !== (row.properties[name] ?? '')));
}

/** A record that is about to be kept for the first time, with what follows from its values. */
export function withCalculated(hub: Hub, portalId: number, type: ObjectType, row: RecordRow): RecordRow {
  const all = { ...row.properties, ...outdatedValues(hub, portalId, type, row) };
  return { ...row, properties: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')) };
}

const formulasOf = (hub: Hub, portalId: number, type: ObjectType): Property[] =>
  [...hub.tables.rows<Property>(propertyTable(portalId, type)).values()].filter(
    (one) => !one.archived && one.calculationFormula !== undefined,
  );

function outcome(hub: Hub, portalId: number, type: ObjectType, property: Property, values: Values): string {
  const node = understood(property.calculationFormula ?? '');
  if (!node) return '';
  const read = (name: string): Value => typed(findProperty(hub.tables, portalId, type, name), values[name] ?? '');
  const strict = hub.settings.blankBranchBlanksFormula;
  return kept(property, runFormula(node, { read, now: hub.clock.now(), strict }));
}

function typed(property: Property | undefined, value: string): Value {
  if (value === '' || !property) return null;
  switch (property.type) {
    case 'number':
      return new Big(value);
    case 'bool':
      return value === 'true';
    case 'date':
    case 'datetime':
      return new Big(Date.parse(value));
    default:
      return value;
  }
}

/** A value in the form in which a property of its type is kept; one of another type is nothing. */
function kept({ type }: Property, value: Value): string {
  if (type === 'bool') return typeof value === 'boolean' ? String(value) : '';
  if (!(value instanceof Big)) return typeof value === 'string' && isText(type) ? value : '';
  if (type === 'number') return value.toFixed();
  if (type !== 'date' && type !== 'datetime') return '';
  const iso = new Date(value.toNumber()).toISOString();
  return type === 'date' ? iso.slice(0, 10) : iso;
}

const isText = (type: Property['type']): boolean => ['string', 'enumeration', 'phone_number'].includes(type);
