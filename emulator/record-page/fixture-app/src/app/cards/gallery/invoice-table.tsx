import {
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { Section } from './section.tsx';

const ROWS = Array.from({ length: 12 }, (_, at) => ({ number: `INV-${101 + at}`, amount: ((at * 7) % 12) * 100 + 20 }));
const PAGE = 4;

export function InvoiceTable() {
  const [page, setPage] = useState(1);
  const [direction, setDirection] = useState<'ascending' | 'descending' | 'none'>('none');
  const sign = direction === 'descending' ? -1 : 1;
  const rows = direction === 'none' ? ROWS : ROWS.toSorted((one, other) => (one.amount - other.amount) * sign);
  return (
    <Section title="Table">
      <Table
        testId="Table"
        paginated
        page={page}
        pageCount={3}
        onPageChange={setPage}
        showFirstLastButtons
        density="condensed"
      >
        <TableHead testId="TableHead">
          <TableRow testId="TableRow">
            <TableHeader testId="TableHeader">Number</TableHeader>
            <TableHeader testId="sorted" align="right" sortDirection={direction} onSortChange={setDirection}>
              Amount
            </TableHeader>
            <TableHeader width="min">State</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody testId="TableBody">
          {rows.slice((page - 1) * PAGE, page * PAGE).map((row) => (
            <TableRow key={row.number}>
              <TableCell testId="TableCell">{row.number}</TableCell>
              <TableCell align="right">{row.amount.toFixed(2)}</TableCell>
              <TableCell>
                <StatusTag variant={row.amount > 600 ? 'danger' : 'success'}>
                  {row.amount > 600 ? 'overdue' : 'paid'}
                </StatusTag>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter testId="TableFooter">
          <TableRow>
            <TableHeader>Total</TableHeader>
            <TableCell align="right">6,840.00</TableCell>
            <TableCell>{''}</TableCell>
          </TableRow>
        </TableFooter>
      </Table>
    </Section>
  );
}
