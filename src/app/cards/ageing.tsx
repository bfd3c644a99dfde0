import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import { AgeingBucket, type Figures, type Money } from './contract.ts';
import type { Reader } from './reader.ts';

type Ageing = Figures['ageing'];

const amountOf = (ageing: Ageing, bucket: AgeingBucket): Money | undefined =>
  ageing.find((entry) => entry.bucket === bucket && entry.amount.minor !== '0')?.amount;

/** Narrow, for the sidebar: one row a bucket that holds money. */
export function AgeingRows({ ageing, reader }: { ageing: Ageing; reader: Reader }) {
  const { words, format } = reader;
  const rows = AgeingBucket.options.flatMap((bucket) => {
    const amount = amountOf(ageing, bucket);
    return amount === undefined ? [] : [{ bucket, amount }];
  });
  if (rows.length === 0) return null;
  return (
    <Table density="compact" bordered={false} flush>
      <TableHead>
        <TableRow>
          <TableHeader>{words.age}</TableHeader>
          <TableHeader align="right">{words.amount}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ bucket, amount }) => (
          <TableRow key={bucket}>
            <TableCell>{words.ageing[bucket]}</TableCell>
            <TableCell align="right">{format.money(amount)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Wide, for the tab: one row a currency, one column a bucket. */
export function AgeingGrid({ figures, reader }: { figures: readonly Figures[]; reader: Reader }) {
  const { words, format } = reader;
  const several = figures.length > 1;
  return (
    <Table testId="ageing" density="condensed" flush>
      <TableHead>
        <TableRow>
          {several ? <TableHeader>{words.currency}</TableHeader> : null}
          {AgeingBucket.options.map((bucket) => (
            <TableHeader key={bucket} align="right">
              {words.ageing[bucket]}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {figures.map(({ balance, ageing }) => (
          <TableRow key={balance.currency}>
            {several ? <TableCell>{balance.currency}</TableCell> : null}
            {AgeingBucket.options.map((bucket) => {
              const amount = amountOf(ageing, bucket);
              return (
                <TableCell key={bucket} align="right">
                  {amount === undefined ? <Text variant="microcopy">–</Text> : format.money(amount)}
                </TableCell>
              );
            })}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
