import type { Hub } from '../hub.ts';
import { findRecord } from '../objects/plan.ts';
import { type RecordRow, recordTable } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';
import { findProperty } from '../properties/catalog.ts';
import { identifiesRecords } from './plan.ts';
import type { Mapping } from './import.ts';

/** A filled cell of a row, by what it is mapped to. */
export interface Cell {
  readonly mapping: Mapping;
  readonly place: number;
  readonly text: string;
}

export interface Identity {
  readonly cell: Cell;
  readonly row: RecordRow | undefined;
}

/** The record that a row is about: by its id, by the column that says so, or else by any unique property. */
export function identify(hub: Hub, portalId: number, type: ObjectType, cells: readonly Cell[]): Identity | null {
  const byId = cells.find((cell) => cell.mapping.propertyName === null);
  if (byId) return { cell: byId, row: live(findRecord(hub, portalId, type, byId.text, undefined, true)) };
  const unique = cells.filter(({ mapping: { propertyName } }) => {
    const hasUniqueValue = findProperty(hub.tables, portalId, type, propertyName ?? '')?.hasUniqueValue ?? false;
    return identifiesRecords(type, propertyName ?? '', hasUniqueValue);
  });
  const cell = unique.find((one) => one.mapping.identifies) ?? unique[0];
  return cell ? { cell, row: holderOf(hub, portalId, type, cell) } : null;
}

const live = (row: RecordRow | undefined): RecordRow | undefined => (row?.archivedAt === undefined ? row : undefined);

function holderOf(hub: Hub, portalId: number, type: ObjectType, cell: Cell): RecordRow | undefined {
  const name = cell.mapping.propertyName ?? '';
  if (findProperty(hub.tables, portalId, type, name)?.hasUniqueValue) {
    return live(findRecord(hub, portalId, type, cell.text, name));
  }
  const wanted = cell.text.toLowerCase();
  return [...hub.tables.rows<RecordRow>(recordTable(portalId, type)).values()].find(
    (row) => row.archivedAt === undefined && row.properties[name]?.toLowerCase() === wanted,
  );
}
