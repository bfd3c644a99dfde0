import { describe, expect, test } from '@jest/globals';
import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  StatisticsItem,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHeader,
  TableRow,
  Tabs,
  Text,
} from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import {
  accountAnswer,
  alfki,
  dataOf,
  documentsAnswer,
  down,
  euro,
  figuresOf,
  invoiceRow,
  reader,
} from './__tests__/samples.ts';
import { BillingView } from './billing-view.tsx';
import type { DocumentsAnswer, DocumentState } from './contract.ts';
import type { Answer, CardData } from './data.ts';

function show(parts: Partial<CardData>) {
  const tab = createRenderer('crm.record.tab');
  tab.render(<BillingView data={dataOf(parts)} reader={reader} />);
  return tab;
}
type Shown = ReturnType<typeof show>;
const documents = (tab: Shown) => tab.findByTestId(Table, 'documents');
const numbersIn = (tab: Shown) =>
  documents(tab)
    .findAll(TableBody)
    .flatMap((body) => body.findAll(TableRow).map((row) => row.find(TableCell).text));
/** `waitFor` looks again only when the tree changes; a question changes nothing on show. */
const effects = () => new Promise((resolve) => setTimeout(resolve, 20));
/** Called as the host would; the renderer's `trigger` has no types for props that are unions. */
function turnTo(tab: Shown, page: number) {
  const { onPageChange } = documents(tab).props as unknown as { onPageChange: (page: number) => void };
  onPageChange(page);
}
function choose(tab: Shown, kind: string) {
  const onSelectedChange = tab.find(Tabs).props.onSelectedChange as (selected: string) => void;
  onSelectedChange(kind);
}
const found = (answer: DocumentsAnswer): Promise<Answer<DocumentsAnswer>> => Promise.resolve({ ok: true, answer });

describe('on top', () => {
  test('figures of all customers, summed within each currency only', async () => {
    const other = { ...alfki, id: '2', figures: [figuresOf('EUR', '100', '0'), figuresOf('USD', '900', '0')] };
    const tab = show({ account: () => Promise.resolve({ ok: true, answer: accountAnswer([alfki, other]) }) });
    await tab.waitFor(() => tab.find(StatisticsItem));
    expect(tab.find(StatisticsItem, { label: 'Balance EUR' }).props.number).toBe('€12,401.00');
    expect(tab.find(StatisticsItem, { label: 'Balance USD' }).props.number).toBe('US$9.00');
    expect(tab.findByTestId(Table, 'ageing').find(TableBody).findAll(TableRow)).toHaveLength(2);
  });

  test('the ERP is down: said once, with the documents still there', async () => {
    const tab = show({
      account: () => Promise.resolve({ ok: true, answer: accountAnswer([alfki], down) }),
      documents: () => found(documentsAnswer([invoiceRow('INV-1')])),
    });
    await tab.waitFor(() => documents(tab));
    await tab.waitFor(() => expect(tab.findAll(Alert)).toHaveLength(1));
    expect(numbersIn(tab)).toEqual(['INV-1']);
  });

  test('not linked: one empty state and no table', async () => {
    const tab = show({ account: () => Promise.resolve({ ok: true, answer: accountAnswer([]) }) });
    await tab.waitFor(() => tab.findByTestId(EmptyState, 'not-linked'));
    expect(tab.maybeFind(Tabs)).toBeNull();
  });
});

describe('documents', () => {
  test('an invoice: state, dates, amounts on the right, totals below', async () => {
    const tab = show({ documents: () => found(documentsAnswer([invoiceRow('INV-1', 'overdue')])) });
    await tab.waitFor(() => documents(tab));
    const table = documents(tab);
    const cells = table
      .find(TableBody)
      .find(TableRow)
      .findAll(TableCell)
      .map((cell) => cell.text ?? cell.find(StatusTag).text);
    expect(cells).toEqual(['INV-1', 'Overdue', '9 May 2026', '8 Jun 2026', '€933.50', '€33.50']);
    const right = table.findAll(TableHeader, { align: 'right' }).map((header) => header.text);
    expect(right).toEqual(['Total', 'Balance', '€2,500.00', '€1.00']);
    expect(table.find(TableFooter).find(TableHeader).text).toBe('Total');
    expect(table.props.paginated).toBeUndefined();
  });

  test.each([
    ['draft', 'default', 'Draft'],
    ['open', 'info', 'Open'],
    ['part_paid', 'warning', 'Part paid'],
    ['paid', 'success', 'Paid'],
    ['overdue', 'danger', 'Overdue'],
    ['void', 'default', 'Void'],
  ] as const)('%s has its colour and word', async (state: DocumentState, variant, word) => {
    const tab = show({ documents: () => found(documentsAnswer([invoiceRow('INV-1', state)])) });
    await tab.waitFor(() => documents(tab));
    const tag = documents(tab).find(StatusTag);
    expect([tag.props.variant, tag.text]).toEqual([variant, word]);
  });

  test('orders have no due date and no balance, and are asked for only when chosen', async () => {
    const asked: string[] = [];
    const order = { ...invoiceRow('SO-1'), kind: 'order' as const, dueOn: null, balance: null };
    const tab = show({
      documents: (kind) => {
        asked.push(kind);
        return found({
          ...documentsAnswer(kind === 'order' ? [order] : []),
          totals: [{ total: euro('1'), balance: null }],
        });
      },
    });
    await tab.waitFor(() => tab.findByTestId(EmptyState, 'no-documents'));
    expect(asked).toEqual(['invoice']);
    choose(tab, 'order');
    await tab.waitFor(() => expect(numbersIn(tab)).toEqual(['SO-1']));
    expect(asked).toEqual(['invoice', 'order']);
    expect(documents(tab).find(TableRow).childNodes).toHaveLength(4);
  });

  test('a failure says what to do in place of the table', async () => {
    const failure = { ok: false, code: 'x', message: 'Ask later.' } as const;
    const tab = show({ documents: () => Promise.resolve(failure) });
    await tab.waitFor(() => tab.find(ErrorState));
    expect(tab.find(ErrorState).find(Text).text).toBe('Ask later.');
  });
});

describe('paging', () => {
  test('the second page is asked for, and the first stays until it is there', async () => {
    const asked: number[] = [];
    const tab = show({
      documents: (_kind, page) => {
        asked.push(page);
        return found(documentsAnswer([invoiceRow(`INV-${page}`)], page, 3));
      },
    });
    await tab.waitFor(() => documents(tab));
    expect(documents(tab).props).toMatchObject({ paginated: true, page: 1, pageCount: 3 });
    turnTo(tab, 2);
    expect(numbersIn(tab)).toEqual(['INV-1']);
    await tab.waitFor(() => expect(numbersIn(tab)).toEqual(['INV-2']));
    expect(asked).toEqual([1, 2]);
  });

  test('refresh asks for figures and documents again, and stays on its page', async () => {
    const asked: string[] = [];
    const tab = show({
      account: () => {
        asked.push('account');
        return Promise.resolve({ ok: true, answer: accountAnswer([alfki]) });
      },
      documents: (kind, page) => {
        asked.push(`${kind}/${page}`);
        return found({ ...documentsAnswer([{ ...invoiceRow(`N-${page}`), kind }], page, 3), kind });
      },
    });
    await tab.waitFor(() => documents(tab));
    choose(tab, 'payment');
    await tab.waitFor(() => documents(tab));
    turnTo(tab, 2);
    await tab.waitFor(() => expect(numbersIn(tab)).toEqual(['N-2']));
    asked.length = 0;
    tab.findByTestId(Button, 'refresh').trigger('onClick');
    expect(numbersIn(tab)).toEqual(['N-2']);
    await effects();
    expect(asked.toSorted()).toEqual(['account', 'payment/2']);
    expect(numbersIn(tab)).toEqual(['N-2']);
  });

  test('an answer that was overtaken is dropped', async () => {
    const waiting = new Map<number, (reply: Answer<DocumentsAnswer>) => void>();
    const tab = show({ documents: (_kind, page) => new Promise((resolve) => waiting.set(page, resolve)) });
    const answer = (page: number) =>
      waiting.get(page)?.({ ok: true, answer: documentsAnswer([invoiceRow(`INV-${page}`)], page, 3) });
    await effects();
    answer(1);
    await tab.waitFor(() => documents(tab));
    turnTo(tab, 2);
    await effects();
    turnTo(tab, 3);
    await effects();
    answer(3);
    await tab.waitFor(() => expect(numbersIn(tab)).toEqual(['INV-3']));
    answer(2);
    await effects();
    expect(numbersIn(tab)).toEqual(['INV-3']);
  });
});
