import { Flex, Tab, Tabs } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { AgeingGrid } from './ageing.tsx';
import { combineFigures } from './combine.ts';
import { DocumentKind, type AccountAnswer } from './contract.ts';
import type { CardData } from './data.ts';
import { DocumentsPanel } from './documents-panel.tsx';
import { FiguresView } from './figures.tsx';
import type { Reader } from './reader.ts';
import { AsOf, DownAlert, Failed, Loading, NotLinked } from './states.tsx';
import { useAnswer } from './use-answer.ts';

/** The tab in the middle of the record: totals and ageing on top, the documents below. */
export function BillingView({ data, reader }: { data: CardData; reader: Reader }) {
  const [round, setRound] = useState(0);
  const refresh = () => setRound(round + 1);
  const { answer, failure, busy } = useAnswer('account', () => data.account(), round);
  if (failure !== null) return <Failed failure={failure} again={refresh} reader={reader} />;
  if (answer?.accounts.length === 0) return <NotLinked source={answer.freshness.source} reader={reader} />;
  return (
    <Flex direction="column" gap="md">
      {answer === null ? (
        <Loading label={reader.words.loadingAccount} />
      ) : (
        <>
          <DownAlert freshness={answer.freshness} reader={reader} />
          <Summary answer={answer} reader={reader} />
        </>
      )}
      <Documents round={round} data={data} reader={reader} />
      {answer === null ? null : <AsOf freshness={answer.freshness} busy={busy} again={refresh} reader={reader} />}
    </Flex>
  );
}

function Summary({ answer, reader }: { answer: AccountAnswer; reader: Reader }) {
  const figures = combineFigures(answer.accounts);
  // One customer has one limit; limits of several are each their own and add up to nothing.
  const [only, another] = answer.accounts;
  const creditLimit = another === undefined ? (only?.creditLimit ?? null) : null;
  return (
    <>
      {figures.map((entry) => (
        <FiguresView
          key={entry.balance.currency}
          figures={entry}
          creditLimit={creditLimit}
          several={figures.length > 1}
          reader={reader}
        />
      ))}
      {figures.length === 0 ? null : <AgeingGrid figures={figures} reader={reader} />}
    </>
  );
}

/** Only the chosen kind is rendered, so the others cost no request before somebody looks at them. */
function Documents({ round, data, reader }: { round: number; data: CardData; reader: Reader }) {
  const [kind, setKind] = useState<DocumentKind>('invoice');
  return (
    <Tabs testId="kinds" selected={kind} onSelectedChange={(selected: string) => setKind(DocumentKind.parse(selected))}>
      {DocumentKind.options.map((option) => (
        <Tab key={option} tabId={option} title={reader.words.kinds[option]}>
          {option === kind ? (
            <DocumentsPanel key={option} kind={option} round={round} data={data} reader={reader} />
          ) : null}
        </Tab>
      ))}
    </Tabs>
  );
}
