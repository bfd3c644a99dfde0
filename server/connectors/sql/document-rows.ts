import type { Account, Document, DocumentKind, DocumentLine, DocumentState } from '../../engine/document.ts';
import { RecordError } from '../../engine/error.ts';
import type { Cell, Row } from './database.ts';
import { currencyCode, displayPrice, money } from './money.ts';
import { decimal } from './value.ts';

/** id, account id, number, state, issued on, due on, currency, total, balance. */
export type DocumentCells = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];

const canonicalStates = new Set<string>(['draft', 'open', 'part_paid', 'paid', 'void'] satisfies DocumentState[]);

export function documentOf(
  kind: DocumentKind,
  cells: DocumentCells,
  states: Readonly<Record<string, DocumentState>> | undefined,
  lines: readonly Row[],
  applications: readonly Row[],
): Document {
  const [id, accountId, number, state, issuedOn, dueOn, currencyText, total, balance] = cells;
  const record = { object: kind, id: id ?? '' };
  const currency = currencyCode(currencyText, record);
  return {
    kind,
    id: record.id,
    accountId: present(accountId, 'customer', record),
    number: present(number, 'number', record),
    state: stateOf(present(state, 'state', record), states, record),
    issuedOn: present(issuedOn, 'date', record),
    dueOn,
    total: money(present(total, 'total', record), currency, record),
    balance: balance === null ? null : money(balance, currency, record),
    lines: lines.map((line) => lineOf(line, currency, record)),
    applications: applications.map(([invoiceId, amount]) => ({
      invoiceId: present(invoiceId, 'invoice of an application', record),
      amount: money(present(amount, 'amount of an application', record), currency, record),
    })),
  };
}

function lineOf(cells: Row, currency: string, record: RecordKey): DocumentLine {
  const [description, sku, quantity, unitPrice, total] = cells;
  return {
    description: description ?? '',
    sku: sku ?? null,
    quantity: decimal(present(quantity, 'quantity of a line', record)) ?? '0',
    unitPrice: displayPrice(present(unitPrice, 'unit price of a line', record), currency, record),
    total: money(present(total, 'total of a line', record), currency, record),
  };
}

export function accountOf(cells: Row): Account {
  const [id, number, name, creditLimit, currency] = cells;
  const record = { object: 'account', id: id ?? '' };
  return {
    id: record.id,
    number: present(number, 'number', record),
    name: name ?? '',
    creditLimit:
      creditLimit === null || creditLimit === undefined
        ? null
        : money(creditLimit, currencyCode(currency, record), record),
  };
}

interface RecordKey {
  readonly object: string;
  readonly id: string;
}

function present(cell: Cell | undefined, what: string, record: RecordKey): string {
  if (cell !== null && cell !== undefined && cell.trim() !== '') return cell;
  throw new RecordError(record, `has no ${what}`);
}

function stateOf(
  state: string,
  states: Readonly<Record<string, DocumentState>> | undefined,
  record: RecordKey,
): DocumentState {
  const mapped = states === undefined ? state : states[state];
  if (mapped !== undefined && canonicalStates.has(mapped)) return mapped as DocumentState;
  throw new RecordError(record, `its state "${state}" is not listed under documents.${record.object}.states`);
}
