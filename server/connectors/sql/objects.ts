import { ConfigError } from '../../engine/error.ts';
import type { Ability, ObjectDescription } from '../../engine/connector.ts';
import { archivingOf, type Archiving } from './archiving.ts';
import { columnOf, type Catalog, type Column, type Relation } from './catalog.ts';
import type { ObjectDefinition, SqlDefinition } from './definition.ts';

/** An object of the connection file, with its columns as the live database has them. */
export interface SqlObject {
  readonly name: string;
  readonly relation: Relation;
  readonly key: Column;
  readonly changedAt: Column;
  /** The key of the row it was merged into; null where the system does not say. */
  readonly mergedInto: Column | null;
  readonly modifiedAt: Column;
  /** Where to write, and the columns that may be written, as the table has them. */
  readonly table: Relation;
  readonly tableKey: Column;
  readonly writable: ReadonlyMap<string, Column>;
  readonly creatable: boolean;
  readonly deletable: boolean;
  readonly archiving: Archiving | null;
}

export interface Objects {
  get(name: string): Promise<SqlObject>;
  describe(): Promise<ObjectDescription[]>;
}

export function createObjects(catalog: Catalog, definition: SqlDefinition, fileName: string): Objects {
  const get = async (name: string): Promise<SqlObject> => {
    const object = Object.hasOwn(definition.objects, name) ? definition.objects[name] : undefined;
    if (object) return resolve(catalog, name, object, fileName);
    throw new ConfigError(
      `${fileName} has no object "${name}".`,
      `Add it under objects, or use one of: ${Object.keys(definition.objects).join(', ')}.`,
    );
  };
  return {
    get,
    async describe() {
      catalog.forget();
      const described: ObjectDescription[] = [];
      for (const name of Object.keys(definition.objects)) described.push(describeObject(await get(name)));
      return described;
    },
  };
}

async function resolve(catalog: Catalog, name: string, object: ObjectDefinition, fileName: string): Promise<SqlObject> {
  const entry = `objects.${name}`;
  const relation = await catalog.relation(object.relation, `${entry}.relation`);
  const table = object.table === undefined ? relation : await catalog.relation(object.table, `${entry}.table`);
  const writable = object.writable.map((column): [string, Column] => {
    columnOf(relation, column, `${entry}.writable`, fileName);
    return [column, columnOf(table, column, `${entry}.writable`, fileName)];
  });
  return {
    name,
    relation,
    table,
    key: columnOf(relation, object.key, `${entry}.key`, fileName),
    tableKey: columnOf(table, object.key, `${entry}.key`, fileName),
    mergedInto:
      object.mergedInto === undefined ? null : columnOf(relation, object.mergedInto, `${entry}.mergedInto`, fileName),
    changedAt: timeColumn(relation, object.changedAt, `${entry}.changedAt`, fileName),
    modifiedAt: timeColumn(relation, object.modifiedAt ?? object.changedAt, `${entry}.modifiedAt`, fileName),
    writable: new Map(writable),
    creatable: object.creatable === true,
    deletable: object.deletable === true,
    archiving: archivingOf(object, relation, table, fileName, entry),
  };
}

/** A date would hide the second change of a day, so only timestamps will do. */
export function timeColumn(relation: Relation, name: string, entry: string, fileName: string): Column {
  const column = columnOf(relation, name, entry, fileName);
  if (column.type === 'datetime') return column;
  throw new ConfigError(
    `${fileName}, ${entry}: "${name}" of "${relation.name}" is ${column.sqlType}, not a timestamp.`,
    'Name a timestamp column that moves with every change of the row; a trigger can keep one.',
  );
}

function describeObject(object: SqlObject): ObjectDescription {
  const fields = [...object.relation.columns.values()].map((column) => ({
    name: column.name,
    type: column.type,
    readOnly: !object.writable.has(column.name),
    unique: column.name === object.key.name || column.unique,
  }));
  return { name: object.name, fields, can: abilities(object) };
}

const abilities = ({ writable, creatable, deletable, archiving }: SqlObject): Ability[] => [
  ...(creatable ? (['create'] as const) : []),
  ...(writable.size > 0 ? (['update'] as const) : []),
  ...(archiving ? (['archive', 'restore'] as const) : []),
  ...(deletable ? (['delete'] as const) : []),
];
