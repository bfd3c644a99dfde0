import { Flex, Statistics, StatisticsItem, StatusTag } from '@hubspot/ui-extensions';
import type { Figures, Money } from './contract.ts';
import { CreditBar } from './credit.tsx';
import type { Reader } from './reader.ts';

export const isPositive = (money: Money): boolean => BigInt(money.minor) > 0n;

interface FiguresViewProps {
  figures: Figures;
  creditLimit: Money | null;
  /** Several currencies stand below each other, so each label names its own. */
  several: boolean;
  reader: Reader;
}

/** One currency: what is owed, what is late, and how much of the credit that uses. */
export function FiguresView({ figures, creditLimit, several, reader }: FiguresViewProps) {
  const { words, format } = reader;
  const { balance, overdue } = figures;
  const label = (text: string) => (several ? words.inCurrency(text, balance.currency) : text);
  return (
    <Flex direction="column" gap="sm">
      <Statistics>
        <StatisticsItem label={label(words.balance)} number={format.money(balance)} />
        <StatisticsItem label={label(words.overdue)} number={format.money(overdue)} />
      </Statistics>
      <OverdueTag figures={figures} reader={reader} />
      {creditLimit !== null && creditLimit.currency === balance.currency ? (
        <CreditBar balance={balance} limit={creditLimit} reader={reader} />
      ) : null}
    </Flex>
  );
}

function OverdueTag({ figures, reader }: { figures: Figures; reader: Reader }) {
  const { words } = reader;
  const late = isPositive(figures.overdue);
  return (
    <StatusTag variant={late ? 'danger' : 'success'}>
      {late ? words.overdueFor(figures.overdueDays) : words.nothingOverdue}
    </StatusTag>
  );
}
