import { ConfigError } from '../../engine/error.ts';
import { columnOf, type Column, type Relation } from './catalog.ts';
import { literal, quoted } from './database.ts';
import type { ObjectDefinition } from './definition.ts';

/** How a row of the object is put away and brought back, in SQL. */
export interface Archiving {
  /** Whether a row of the relation that is read is put away; over the alias `t`. */
  readonly isArchived: string;
  /** Assignments for the table that is written, over the alias `t`; the first time a row was put away is kept. */
  readonly archive: string;
  readonly restore: string;
}

export function archivingOf(
  object: ObjectDefinition,
  relation: Relation,
  table: Relation,
  fileName: string,
  entry: string,
): Archiving | null {
  if (!object.archived) return null;
  const {
    column: name,
    value,
    active = value === undefined || typeof value === 'string' ? null : !value,
  } = object.archived;
  const read = columnOf(relation, name, `${entry}.archived.column`, fileName);
  const written = columnOf(table, name, `${entry}.archived.column`, fileName);
  if (value === undefined && read.type !== 'datetime' && read.type !== 'date') {
    throw new ConfigError(
      `${fileName}, ${entry}.archived: "${name}" of "${relation.name}" is ${read.sqlType}, which holds no time.`,
      'Say which `value` it has in a row that is put away.',
    );
  }
  const column = quoted(name);
  const at = `t.${column}`;
  return {
    isArchived: value === undefined ? `${at} is not null` : `coalesce(${at}::text = ${literal(String(value))}, false)`,
    archive: `${column} = ${value === undefined ? `coalesce(${at}, clock_timestamp())` : constant(value, written)}`,
    restore: `${column} = ${active === null ? 'null' : constant(active, written)}`,
  };
}

const constant = (value: string | boolean, { sqlType }: Column): string => `${literal(String(value))}::${sqlType}`;
