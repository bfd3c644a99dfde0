import { describe, expect, test } from '@jest/globals';
import {
  Alert,
  Button,
  DescriptionListItem,
  EmptyState,
  ErrorState,
  Flex,
  LoadingSpinner,
  ProgressBar,
  StatisticsItem,
  StatusTag,
  Table,
  TableCell,
  Text,
} from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { accountAnswer, alfki, dataOf, down, euro, figuresOf, fresh, reader } from './__tests__/samples.ts';
import { AccountView } from './account-view.tsx';
import type { AccountAnswer } from './contract.ts';
import type { Answer } from './data.ts';

function show(account: () => Promise<Answer<AccountAnswer>>) {
  const card = createRenderer('crm.record.sidebar');
  card.render(<AccountView data={dataOf({ account })} reader={reader} />);
  return card;
}
const answering = (answer: AccountAnswer) => show(() => Promise.resolve({ ok: true, answer }));

describe('a linked customer', () => {
  test('everything in one glance', async () => {
    const card = answering(accountAnswer([alfki]));
    await card.waitFor(() => card.find(StatisticsItem));
    expect(card.find(StatisticsItem, { label: 'Balance' }).props.number).toBe('€12,400.00');
    expect(card.find(StatisticsItem, { label: 'Overdue' }).props.number).toBe('€3,100.50');
    expect(card.find(StatusTag).props.variant).toBe('danger');
    expect(card.find(StatusTag).text).toBe('Overdue for 23 days');
    expect(card.find(ProgressBar).props).toMatchObject({
      value: 62,
      variant: 'success',
      valueDescription: '€12,400.00 of €20,000.00',
    });
    expect(card.findAll(TableCell).map((cell) => cell.text)).toEqual([
      'Not due',
      '€9,299.50',
      '1–30 days',
      '€3,100.50',
    ]);
    expect(card.find(DescriptionListItem, { label: 'Last order' }).text).toBe('9 May 2026 · €933.50 · SO-11011');
    expect(card.find(DescriptionListItem, { label: 'Last payment' }).text).toBe('None');
    expect(card.findByTestId(Text, 'as-of').text).toBe('Northwind ERP, as of 14:03');
    expect(card.maybeFind(Alert)).toBeNull();
  });

  test('nothing overdue is calm and green', async () => {
    const card = answering(accountAnswer([{ ...alfki, figures: [figuresOf('EUR', '100', '0')] }]));
    await card.waitFor(() => card.find(StatusTag));
    expect(card.find(StatusTag).props.variant).toBe('success');
    expect(card.maybeFind(Table)).toBeNull();
  });

  test('each currency stands for itself', async () => {
    const figures = [figuresOf('EUR', '100', '0'), figuresOf('USD', '900000', '0')];
    const card = answering(accountAnswer([{ ...alfki, figures }]));
    await card.waitFor(() => card.find(StatisticsItem));
    const labels = card.findAll(StatisticsItem).map((item) => item.props.label);
    expect(labels).toEqual(['Balance EUR', 'Overdue EUR', 'Balance USD', 'Overdue USD']);
    expect(card.findAll(ProgressBar)).toHaveLength(1);
  });

  test('several customers are listed one by one', async () => {
    const second = { ...alfki, id: '2', number: 'BONAP', creditLimit: euro('1'), figures: [] };
    const card = answering(accountAnswer([alfki, second]));
    await card.waitFor(() => card.findByTestId(Flex, 'account-BONAP'));
    expect(card.findAll(Text).map((text) => text.text)).toEqual(
      expect.arrayContaining(['2 customers', 'Customer ALFKI', 'Customer BONAP', 'Nothing invoiced yet.']),
    );
  });
});

describe('states', () => {
  test('loading, with words', () => {
    const card = show(() => new Promise(() => {}));
    expect(card.find(LoadingSpinner).props.label).toBe('Loading the account');
  });

  test('not linked: what to do next', async () => {
    const card = answering(accountAnswer([]));
    await card.waitFor(() => card.find(EmptyState));
    expect(card.find(EmptyState).find(Text).text).toMatch(/Check the name.*links itself with the next sync/);
  });

  test('the ERP is down: since when, and the figures stay', async () => {
    const card = answering(accountAnswer([alfki], down));
    await card.waitFor(() => card.find(Alert));
    expect(card.find(Alert).props.title).toBe('Northwind ERP is not reachable');
    expect(card.find(Alert).text).toBe('As of 14:03. These are the last figures it gave.');
    expect(card.find(StatisticsItem, { label: 'Balance' }).props.number).toBe('€12,400.00');
  });

  test('an error says what to do, and trying again helps', async () => {
    const failure = { ok: false, code: 'x', message: 'Install the app again.' } as const;
    const replies: Answer<AccountAnswer>[] = [failure, { ok: true, answer: accountAnswer([alfki]) }];
    const card = show(async () => replies.shift() ?? failure);
    await card.waitFor(() => card.find(ErrorState));
    expect(card.find(ErrorState).find(Text).text).toBe('Install the app again.');
    card.findByTestId(Button, 'again').trigger('onClick');
    await card.waitFor(() => card.find(StatisticsItem));
  });

  test('a failure without words of the server has words of the card', async () => {
    const card = show(() => Promise.resolve({ ok: false, code: 'unreachable', message: null }));
    await card.waitFor(() => card.find(ErrorState));
    expect(card.find(ErrorState).find(Text).text).toContain('did not answer');
  });

  test('refresh asks again and keeps the figures meanwhile', async () => {
    let asked = 0;
    const card = show(() => {
      asked += 1;
      return Promise.resolve({ ok: true, answer: accountAnswer([alfki], { ...fresh, asOf: null }) });
    });
    await card.waitFor(() => card.find(StatisticsItem));
    card.findByTestId(Button, 'refresh').trigger('onClick');
    expect(card.find(StatisticsItem, { label: 'Balance' }).props.number).toBe('€12,400.00');
    await card.waitFor(() => expect(asked).toBe(2));
    expect(card.findByTestId(Text, 'as-of').text).toBe('Northwind ERP, not read yet');
  });
});
