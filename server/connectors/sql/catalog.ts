import { ConfigError } from '../../engine/error.ts';
import type { FieldType } from '../../engine/record.ts';
import { quotedRelation, type Database } from './database.ts';

export interface Column {
  readonly name: string;
  /** PostgreSQL's name of the type without length or scale, for casts: `numeric`, `character varying`. */
  readonly sqlType: string;
  readonly type: FieldType;
  /** Digits after the point of a `numeric(p, s)`; null for every other type. */
  readonly scale: number | null;
  /** Two changes this close may carry the same time: PGlite's clock ticks in milliseconds, a timestamp(0) in seconds. */
  readonly tickSeconds: number;
  /** A unique index on this column alone. */
  readonly unique: boolean;
}

export interface Relation {
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
}

export interface Catalog {
  relation(name: string, entry: string): Promise<Relation>;
  /** Forget what was read, so that a change of the database is seen. */
  forget(): void;
}

// pg_catalog and not information_schema: the latter leaves out materialized views and has no to_regclass.
const COLUMNS = `
select a.attname, format_type(b.oid, null), a.atttypmod::text,
  exists (select from pg_index i where i.indrelid = a.attrelid and i.indisunique and i.indpred is null
    and i.indnkeyatts = 1 and i.indkey[0] = a.attnum)::text
from pg_attribute a
join pg_type t on t.oid = a.atttypid
join pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
order by a.attnum`;

export function createCatalog(db: Database, fileName: string): Catalog {
  const known = new Map<string, Relation>();
  return {
    async relation(name, entry) {
      const before = known.get(name);
      if (before) return before;
      const rows = await db.query(COLUMNS, [quotedRelation(name)]);
      if (rows.length === 0) {
        throw new ConfigError(
          `${fileName}, ${entry}: the ERP database "${db.address.database}" has no table or view "${name}".`,
          'Correct the name there (with its schema, as in "sales.customer", when it is not on the search path).',
        );
      }
      const relation = { name, columns: new Map(rows.map((row) => [row[0] ?? '', toColumn(row)])) };
      known.set(name, relation);
      return relation;
    },
    forget: () => known.clear(),
  };
}

/** The column of that name, or a ConfigError that names the entry of the file. */
export function columnOf(relation: Relation, name: string, entry: string, fileName: string): Column {
  const column = relation.columns.get(name);
  if (column) return column;
  throw new ConfigError(
    `${fileName}, ${entry}: "${relation.name}" has no column "${name}".`,
    `Correct it to one of: ${[...relation.columns.keys()].join(', ')}.`,
  );
}

function toColumn([name, sqlType, modifier, unique]: readonly (string | null)[]): Column {
  const type = fieldType(sqlType ?? '');
  // PostgreSQL packs precision and scale of a numeric into one number, offset by 4.
  const packed = Number(modifier) - 4;
  const scale = sqlType === 'numeric' && packed >= 0 ? packed % 65_536 : null;
  const tickSeconds = type === 'datetime' && Number(modifier) >= 0 ? Math.max(0.002, 10 ** -Number(modifier)) : 0.002;
  return { name: name ?? '', sqlType: sqlType ?? '', type, scale, tickSeconds, unique: unique === 'true' };
}

function fieldType(sqlType: string): FieldType {
  if (/^(numeric|smallint|integer|bigint|real|double precision)$/.test(sqlType)) return 'decimal';
  if (sqlType === 'date') return 'date';
  if (sqlType.startsWith('timestamp')) return 'datetime';
  if (sqlType === 'boolean') return 'boolean';
  return 'string';
}
