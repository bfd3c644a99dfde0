import type { DocumentContext } from './documents.ts';
import type { DocumentDefinition } from './definition.ts';
import { columnOf } from './catalog.ts';
import { quoted, quotedRelation, type Row } from './database.ts';
import { selected } from './value.ts';

/** Rows of a part by the id of their document: description, sku, quantity, unit price, total. */
export async function loadLines(
  context: DocumentContext,
  entry: string,
  lines: DocumentDefinition['lines'],
  ids: readonly string[],
): Promise<Map<string, Row[]>> {
  if (!lines) return new Map();
  const { description, sku, quantity, unitPrice, total } = lines.columns;
  const columns = { description, sku, quantity, unitPrice, total };
  return load(context, entry, { ...lines, columns, order: lines.order }, ids);
}

/** Rows of a part by the id of their document: invoice id, amount. */
export async function loadApplications(
  context: DocumentContext,
  entry: string,
  applications: DocumentDefinition['applications'],
  ids: readonly string[],
): Promise<Map<string, Row[]>> {
  if (!applications) return new Map();
  const { invoiceId, amount } = applications.columns;
  return load(context, entry, { ...applications, columns: { invoiceId, amount }, order: invoiceId }, ids);
}

interface Part {
  readonly relation: string;
  readonly document: string;
  readonly order: string;
  readonly columns: Readonly<Record<string, string | undefined>>;
}

async function load(
  context: DocumentContext,
  entry: string,
  part: Part,
  ids: readonly string[],
): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  if (ids.length === 0) return found;
  const relation = await context.catalog.relation(part.relation, `${entry}.relation`);
  const column = (name: string, field: string) => columnOf(relation, name, `${entry}.${field}`, context.fileName);
  const document = column(part.document, 'document');
  const order = column(part.order, 'order');
  const select = Object.entries(part.columns).map(([field, name]) =>
    name === undefined ? 'null' : selected(column(name, `columns.${field}`), context.definition.timeZone),
  );
  const rows = await context.db.query(
    `select t.${quoted(document.name)}::text, ${select.join(', ')} from ${quotedRelation(relation.name)} t ` +
      `where t.${quoted(document.name)} = any($1::text[]::${document.sqlType}[]) ` +
      `order by t.${quoted(document.name)}, t.${quoted(order.name)}`,
    [ids],
  );
  for (const [id, ...cells] of rows) {
    const list = found.get(id ?? '') ?? [];
    list.push(cells);
    found.set(id ?? '', list);
  }
  return found;
}
