import { DescriptionList, DescriptionListItem, Flex, Text } from '@hubspot/ui-extensions';
import { AgeingRows } from './ageing.tsx';
import type { CardAccount } from './contract.ts';
import { FiguresView, isPositive } from './figures.tsx';
import type { Reader } from './reader.ts';

/** One customer, top to bottom in the order of the questions: what is owed, how late, what happened last. */
export function AccountSection({ account, reader }: { account: CardAccount; reader: Reader }) {
  const { words } = reader;
  const { figures, creditLimit } = account;
  return (
    <Flex testId={`account-${account.number}`} direction="column" gap="md">
      <Flex direction="column" gap="flush">
        <Text format={{ fontWeight: 'demibold' }}>{account.name}</Text>
        <Text variant="microcopy">{words.customer(account.number)}</Text>
      </Flex>
      {figures.length === 0 ? <Text>{words.noFigures}</Text> : null}
      {figures.map((entry) => (
        <Flex key={entry.balance.currency} direction="column" gap="sm">
          <FiguresView figures={entry} creditLimit={creditLimit} several={figures.length > 1} reader={reader} />
          {isPositive(entry.overdue) ? <AgeingRows ageing={entry.ageing} reader={reader} /> : null}
        </Flex>
      ))}
      <LastEvents account={account} reader={reader} />
    </Flex>
  );
}

function LastEvents({ account, reader }: { account: CardAccount; reader: Reader }) {
  const { words, format } = reader;
  const { creditLimit, figures } = account;
  const describe = (event: CardAccount['lastOrder']) =>
    event === null ? words.none : `${format.day(event.on)} · ${format.money(event.total)} · ${event.number}`;
  // A limit in a currency in which nothing is owed has no bar above to stand in.
  const loneLimit =
    creditLimit !== null && figures.every(({ balance }) => balance.currency !== creditLimit.currency)
      ? creditLimit
      : null;
  return (
    <DescriptionList direction="column">
      {loneLimit === null ? null : (
        <DescriptionListItem label={words.creditLimit}>{format.money(loneLimit)}</DescriptionListItem>
      )}
      <DescriptionListItem label={words.lastOrder}>{describe(account.lastOrder)}</DescriptionListItem>
      <DescriptionListItem label={words.lastPayment}>{describe(account.lastPayment)}</DescriptionListItem>
    </DescriptionList>
  );
}
