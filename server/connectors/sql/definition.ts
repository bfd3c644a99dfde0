import { z } from 'zod';
import { parseConfig, parseYaml } from '../parse-config.ts';

/** The connection file: what the connector may read and write, in the names of the customer's own database. */

const column = z.string().min(1);
/** A table or view, with its schema where needed: `customer`, `sales.customer`. */
const relation = z.string().regex(/^[^.]+(\.[^.]+)?$/, 'must be "name" or "schema.name"');

const ObjectDefinition = z.strictObject({
  /** What is read; a view may join whatever belongs to the object. */
  relation,
  /** What is written; needed when something is writable and `relation` is a view. */
  table: relation.optional(),
  key: column,
  /** A timestamp that moves whenever anything in the row of `relation` changes. */
  changedAt: column,
  /** A timestamp that moves only when the writable columns change, if there is a narrower one; decides "newest wins". */
  modifiedAt: column.optional(),
  writable: z.array(column).default([]),
  /** Holds the key of the row that this one was merged into, and nothing in rows that were not. */
  mergedInto: column.optional(),
  /** Rows may be inserted. The database fills what the mapping does not: the key first of all. */
  creatable: z.boolean().optional(),
  /** Rows may be deleted, for good. */
  deletable: z.boolean().optional(),
  /**
   * How a row is put away without being deleted: the column holds `value`, or, without one, the time. A row that is brought
   * back gets `active`. Rows that are put away are not read.
   */
  archived: z
    .strictObject({
      column,
      value: z.union([z.string().min(1), z.boolean()]).optional(),
      active: z
        .union([z.string().min(1), z.boolean()])
        .nullable()
        .optional(),
    })
    .optional(),
});

const LinesDefinition = z.strictObject({
  relation,
  /** Column that holds the id of the document. */
  document: column,
  /** Column that the lines are sorted by. */
  order: column,
  columns: z.strictObject({
    description: column,
    sku: column.optional(),
    quantity: column,
    unitPrice: column,
    total: column,
  }),
});

const ApplicationsDefinition = z.strictObject({
  relation,
  /** Column that holds the id of the payment. */
  document: column,
  columns: z.strictObject({ invoiceId: column, amount: column }),
});

const State = z.enum(['draft', 'open', 'part_paid', 'paid', 'void']);

const DocumentDefinition = z.strictObject({
  relation,
  changedAt: column,
  columns: z.strictObject({
    id: column,
    accountId: column,
    number: column,
    state: column,
    issuedOn: column,
    dueOn: column.optional(),
    currency: column,
    total: column,
    balance: column.optional(),
  }),
  /** The system's own state -> the canonical one; without it the column must hold canonical states. */
  states: z.record(z.string(), State).optional(),
  lines: LinesDefinition.optional(),
  applications: ApplicationsDefinition.optional(),
});

const AccountsDefinition = z.strictObject({
  relation,
  changedAt: column,
  columns: z.strictObject({
    id: column,
    number: column,
    name: column,
    creditLimit: column.optional(),
    currency: column.optional(),
  }),
});

export const SqlDefinition = z.strictObject({
  connector: z.literal('sql'),
  /** Zone of `timestamp without time zone` columns, and of the dates of documents that are stored as timestamps. */
  timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone such as Europe/Berlin').default('UTC'),
  /** The longest a transaction of the database may take: what commits later than this after its timestamp is not seen. */
  overlapSeconds: z.number().int().min(1).max(86_400).default(30),
  objects: z.record(z.string(), ObjectDefinition),
  documents: z
    .strictObject({
      invoice: DocumentDefinition.optional(),
      order: DocumentDefinition.optional(),
      payment: DocumentDefinition.optional(),
    })
    .default({}),
  accounts: AccountsDefinition.optional(),
});

export type SqlDefinition = z.infer<typeof SqlDefinition>;
export type ObjectDefinition = z.infer<typeof ObjectDefinition>;
export type DocumentDefinition = z.infer<typeof DocumentDefinition>;
export type AccountsDefinition = z.infer<typeof AccountsDefinition>;

/** Parses a connection file (YAML or JSON). Throws ConfigError naming the entry and what it must be. */
export const parseSqlDefinition = (text: string, fileName: string): SqlDefinition =>
  parseConfig(SqlDefinition, parseYaml(text, fileName), fileName);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
