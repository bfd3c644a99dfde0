import type { DocumentKind } from '../../engine/document.ts';
import { columnOf } from './catalog.ts';
import type { AccountsDefinition, DocumentDefinition } from './definition.ts';
import type { DocumentContext } from './documents.ts';
import type { Feed } from './feed.ts';
import { timeColumn } from './objects.ts';
import { selected, selectedDay } from './value.ts';

/** Selects the cells in the order that document-rows.ts takes them. */
export async function documentFeed(
  context: DocumentContext,
  kind: DocumentKind,
  definition: DocumentDefinition,
): Promise<Feed> {
  const entry = `documents.${kind}`;
  const { timeZone, overlapSeconds } = context.definition;
  const relation = await context.catalog.relation(definition.relation, `${entry}.relation`);
  const named = (name: string | undefined, field: string) =>
    name === undefined ? null : columnOf(relation, name, `${entry}.columns.${field}`, context.fileName);
  const columns = definition.columns;
  const key = columnOf(relation, columns.id, `${entry}.columns.id`, context.fileName);
  const text = (name: string | undefined, field: string): string => {
    const column = named(name, field);
    return column === null ? 'null' : selected(column, timeZone);
  };
  const day = (name: string | undefined, field: string): string => {
    const column = named(name, field);
    return column === null ? 'null' : selectedDay(column, timeZone);
  };
  const select = [
    text(columns.id, 'id'),
    text(columns.accountId, 'accountId'),
    text(columns.number, 'number'),
    text(columns.state, 'state'),
    day(columns.issuedOn, 'issuedOn'),
    day(columns.dueOn, 'dueOn'),
    text(columns.currency, 'currency'),
    text(columns.total, 'total'),
    text(columns.balance, 'balance'),
  ];
  const changedAt = timeColumn(relation, definition.changedAt, `${entry}.changedAt`, context.fileName);
  return { relation: relation.name, key, changedAt, select, timeZone, overlapSeconds };
}

/** The same for accounts. */
export async function accountFeed(context: DocumentContext, accounts: AccountsDefinition): Promise<Feed> {
  const { timeZone, overlapSeconds } = context.definition;
  const relation = await context.catalog.relation(accounts.relation, 'accounts.relation');
  const column = (name: string, field: string) =>
    columnOf(relation, name, `accounts.columns.${field}`, context.fileName);
  const { id, number, name, creditLimit, currency } = accounts.columns;
  const optional = (value: string | undefined, field: string): string =>
    value === undefined ? 'null' : selected(column(value, field), timeZone);
  return {
    relation: relation.name,
    key: column(id, 'id'),
    changedAt: timeColumn(relation, accounts.changedAt, 'accounts.changedAt', context.fileName),
    select: [
      selected(column(id, 'id'), timeZone),
      selected(column(number, 'number'), timeZone),
      selected(column(name, 'name'), timeZone),
      optional(creditLimit, 'creditLimit'),
      optional(currency, 'currency'),
    ],
    timeZone,
    overlapSeconds,
  };
}
