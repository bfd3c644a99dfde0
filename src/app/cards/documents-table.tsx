import {
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  type StatusTagProps,
} from '@hubspot/ui-extensions';
import type { DocumentRow, DocumentsAnswer, DocumentState } from './contract.ts';
import type { Reader } from './reader.ts';

const VARIANTS = {
  draft: 'default',
  open: 'info',
  part_paid: 'warning',
  paid: 'success',
  overdue: 'danger',
  void: 'default',
} as const satisfies Record<DocumentState, NonNullable<StatusTagProps['variant']>>;

interface DocumentsTableProps {
  answer: DocumentsAnswer;
  onPageChange: (page: number) => void;
  reader: Reader;
}

/** Only invoices fall due and have something left to pay; the other kinds do without the two columns. */
export function DocumentsTable({ answer, onPageChange, reader }: DocumentsTableProps) {
  const { page, pageCount } = answer;
  const paging = pageCount > 1 ? ({ paginated: true, page, pageCount, onPageChange } as const) : {};
  return (
    <Table testId="documents" density="condensed" flush {...paging}>
      <Head due={answer.kind === 'invoice'} reader={reader} />
      <TableBody>
        {answer.rows.map((row) => (
          <Row key={row.id} row={row} due={answer.kind === 'invoice'} reader={reader} />
        ))}
      </TableBody>
      <Totals answer={answer} reader={reader} />
    </Table>
  );
}

function Head({ due, reader }: { due: boolean; reader: Reader }) {
  const { words } = reader;
  return (
    <TableHead>
      <TableRow>
        <TableHeader>{words.number}</TableHeader>
        <TableHeader>{words.state}</TableHeader>
        <TableHeader>{words.date}</TableHeader>
        {due ? <TableHeader>{words.due}</TableHeader> : null}
        <TableHeader align="right">{words.total}</TableHeader>
        {due ? <TableHeader align="right">{words.balance}</TableHeader> : null}
      </TableRow>
    </TableHead>
  );
}

function Row({ row, due, reader }: { row: DocumentRow; due: boolean; reader: Reader }) {
  const { words, format } = reader;
  return (
    <TableRow>
      <TableCell width="min">{row.number}</TableCell>
      <TableCell>
        <StatusTag variant={VARIANTS[row.state]} hollow={row.state === 'draft' || row.state === 'void'}>
          {words.states[row.state]}
        </StatusTag>
      </TableCell>
      <TableCell width="min">{format.day(row.issuedOn)}</TableCell>
      {due ? <TableCell width="min">{row.dueOn === null ? '–' : format.day(row.dueOn)}</TableCell> : null}
      <TableCell align="right">{format.money(row.total)}</TableCell>
      {due ? <TableCell align="right">{row.balance === null ? '–' : format.money(row.balance)}</TableCell> : null}
    </TableRow>
  );
}

function Totals({ answer, reader }: { answer: DocumentsAnswer; reader: Reader }) {
  const { words, format } = reader;
  const due = answer.kind === 'invoice';
  const several = answer.totals.length > 1;
  return (
    <TableFooter>
      {answer.totals.map(({ total, balance }) => (
        <TableRow key={total.currency}>
          <TableHeader>{several ? words.totalIn(total.currency) : words.total}</TableHeader>
          <TableCell colSpan={due ? 3 : 2}>{''}</TableCell>
          <TableHeader align="right">{format.money(total)}</TableHeader>
          {due ? <TableHeader align="right">{balance === null ? '–' : format.money(balance)}</TableHeader> : null}
        </TableRow>
      ))}
    </TableFooter>
  );
}
