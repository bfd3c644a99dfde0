import type { ChangeActor } from '../../crm.ts';
import { HubSpotError } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { applyWrite } from '../objects/apply.ts';
import { type PlannedWrite, planCreate, planUpdate } from '../objects/plan.ts';
import type { ObjectType } from '../objects/types.ts';
import { findProperty } from '../properties/catalog.ts';
import { errorTypeOf } from './errors.ts';
import { type Cell, type Identity, identify } from './identify.ts';
import type { ImportRow } from './import.ts';
import { importedValue } from './values.ts';

export interface RowFault {
  readonly errorType: string;
  readonly message: string;
  /** The cell at fault; null when it is the row. */
  readonly cell: Cell | null;
}

export interface Written {
  /** null when the row left no record. */
  readonly id: string | null;
  readonly created: boolean;
  readonly values: number;
  readonly faults: readonly RowFault[];
}

const nothing = (errorType: string, message: string, cell: Cell | null): Written => ({
  id: null,
  created: false,
  values: 0,
  faults: [{ errorType, message, cell }],
});

/** One record of one row. A value that is refused is left out and listed; the rest of the record is written. */
export function writeRecord(
  hub: Hub,
  portalId: number,
  row: ImportRow,
  type: ObjectType,
  cells: readonly Cell[],
  actor: ChangeActor,
): Written {
  const identity = identify(hub, portalId, type, cells);
  const refused = refusal(row, type, identity);
  if (refused) return refused;
  const named = cells.filter((cell) => cell.mapping.propertyName !== null);
  const faults: RowFault[] = [];
  for (let left = named; ;) {
    const attempt = tryPlan(hub, portalId, row, type, identity, left);
    if ('planned' in attempt) {
      const { row: record, writes } = applyWrite(hub, portalId, attempt.planned, actor);
      hub.stats.wrote(writes);
      const created = attempt.planned.before === null;
      return { id: record.id, created, values: Object.keys(attempt.planned.changes).length, faults };
    }
    const bad = left.filter((cell) => attempt.properties.has(cell.mapping.propertyName ?? ''));
    for (const cell of bad) faults.push({ ...attempt.faultOf(cell), cell });
    if (bad.length === 0 || bad.includes(identity?.cell as Cell)) {
      const whole = bad.length === 0 ? [{ ...attempt.faultOf(null), cell: null }] : [];
      return { id: null, created: false, values: 0, faults: [...faults, ...whole] };
    }
    left = left.filter((cell) => !bad.includes(cell));
  }
}

function refusal(row: ImportRow, type: ObjectType, identity: Identity | null): Written | null {
  const operation = row.operations[type.id] ?? 'UPSERT';
  const known = identity?.row !== undefined;
  const cell = identity?.cell ?? null;
  if (cell?.mapping.propertyName === null && !known) {
    return nothing('INVALID_OBJECT_ID', `No ${type.singular} has the id ${cell.text}.`, cell);
  }
  if (operation === 'CREATE' && known) {
    return nothing('CREATE_ONLY_IMPORT', `The ${type.singular} exists already; this import only creates.`, cell);
  }
  if (operation === 'UPDATE' && !known) {
    return nothing('UPDATE_ONLY_IMPORT', `No such ${type.singular} exists; this import only updates.`, cell);
  }
  return null;
}

type Attempt =
  | { readonly planned: PlannedWrite }
  | {
      readonly properties: ReadonlySet<string>;
      faultOf(cell: Cell | null): { errorType: string; message: string };
    };

function tryPlan(
  hub: Hub,
  portalId: number,
  row: ImportRow,
  type: ObjectType,
  identity: Identity | null,
  cells: readonly Cell[],
): Attempt {
  const values = cells.map(({ mapping: { propertyName }, text }) => {
    const name = propertyName ?? '';
    const property = findProperty(hub.tables, portalId, type, name);
    return [name, property ? importedValue(property, row.dateFormat, text) : text] as const;
  });
  const properties = Object.fromEntries(values);
  try {
    const before = identity?.row;
    if (before) return { planned: planUpdate(hub, portalId, type, before, properties, new Set()) };
    return { planned: planCreate(hub, portalId, type, properties, [], new Set()) };
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    return failedAttempt(error);
  }
}

function failedAttempt(error: HubSpotError): Attempt {
  const details = (error.parts.errors ?? []).flatMap((detail) =>
    (detail.context?.['propertyName'] ?? []).map((name) => [name, detail] as const),
  );
  const byName = new Map(details);
  return {
    properties: new Set(byName.keys()),
    faultOf(cell) {
      const detail = byName.get(cell?.mapping.propertyName ?? '');
      return { errorType: errorTypeOf(error, detail?.code), message: detail?.message ?? error.message };
    },
  };
}
