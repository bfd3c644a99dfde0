import { z } from 'zod';
import type { Call } from '../http/endpoint.ts';
import { invalid } from '../http/errors.ts';
import { iso } from '../objects/record.ts';
import { allTables, type HubDbColumn, type HubDbOption, nextHubDbId, type TableVersion } from './table.ts';

const OptionInput = z.object({
  id: z.coerce.string().optional(),
  name: z.string().min(1),
  label: z.string().optional(),
  order: z.number().int().optional(),
});
const ColumnInput = z.object({
  id: z.coerce.string().optional(),
  name: z.string().min(1),
  label: z.string().optional(),
  type: z.enum([
    'BOOLEAN',
    'CODE',
    'COMPOSITE',
    'CTA',
    'CURRENCY',
    'DATE',
    'DATETIME',
    'EMBED',
    'FILE',
    'FOREIGN_ID',
    'HUBSPOT_VIDEO',
    'IMAGE',
    'JSON',
    'LOCATION',
    'MULTISELECT',
    'NULL',
    'NUMBER',
    'RICHTEXT',
    'SELECT',
    'TEXT',
    'URL',
    'VIDEO',
  ]),
  options: z.array(OptionInput).nullish(),
  foreignTableId: z.coerce.number().int().optional(),
  foreignColumnId: z.coerce.number().int().optional(),
  maxNumberOfCharacters: z.number().int().positive().optional(),
});
type ColumnInput = z.infer<typeof ColumnInput>;

/** What a create and a change of a table may say; the spec marks all of it as required, the guide's examples do not. */
export const TableInput = z.object({
  name: z.string().optional(),
  label: z.string().optional(),
  columns: z.array(ColumnInput).optional(),
  useForPages: z.boolean().optional(),
  allowPublicApiAccess: z.boolean().optional(),
  allowChildTables: z.boolean().optional(),
  enableChildTablePages: z.boolean().optional(),
  dynamicMetaTags: z.record(z.string(), z.number()).optional(),
});
export type TableInput = z.infer<typeof TableInput>;

const EMPTY: TableVersion = {
  name: '',
  label: '',
  columns: [],
  useForPages: false,
  allowPublicApiAccess: false,
  allowChildTables: false,
  enableChildTablePages: false,
  dynamicMetaTags: {},
};

/** The draft after a create (`before` null) or a change: given columns replace all, and keep ids that they name. */
export function draftOf(
  call: Call,
  tableId: string | null,
  before: TableVersion | null,
  input: TableInput,
): TableVersion {
  const { columns, ...rest } = input;
  const base = before ?? EMPTY;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const draft = { ...base, ...given };
  requireName(call, tableId, draft.name);
  if (draft.label === '') throw invalid('A HubDB table needs a label.');
  return { ...draft, columns: columns ? columns.map((one) => column(call, base, one)) : base.columns };
}

function requireName(call: Call, tableId: string | null, name: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw invalid(
      `"${name}" is not a name for a HubDB table: use lower-case letters, digits and underscores, starting with a letter.`,
    );
  }
  const taken = allTables(call.hub, call.portalId).some(
    (table) => table.id !== tableId && table.deletedAt === null && table.draft.name === name,
  );
  if (taken) throw invalid(`A HubDB table with the name "${name}" already exists.`);
}

function column(call: Call, base: TableVersion, input: ColumnInput): HubDbColumn {
  const before = base.columns.find((one) => one.id === input.id || one.name === input.name);
  const { options, ...rest } = input;
  const fields = {
    ...rest,
    id: before?.id ?? nextHubDbId(call.hub),
    label: input.label ?? input.name,
    description: '',
  };
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as typeof fields;
  if (input.type !== 'SELECT' && input.type !== 'MULTISELECT') return known as HubDbColumn;
  const made = (options ?? []).map((one, place) => option(call, before, one, place));
  return { ...known, options: made } as HubDbColumn;
}

function option(
  call: Call,
  before: HubDbColumn | undefined,
  input: z.infer<typeof OptionInput>,
  order: number,
): HubDbOption {
  const now = iso(call.hub.clock.now());
  const old = before?.options?.find((one) => one.id === input.id || one.name === input.name);
  return {
    id: old?.id ?? nextHubDbId(call.hub),
    name: input.name,
    label: input.label ?? input.name,
    type: 'option',
    order: input.order ?? order,
    createdAt: old?.createdAt ?? now,
    updatedAt: now,
  };
}
