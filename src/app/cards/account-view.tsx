import { Divider, Flex, Text } from '@hubspot/ui-extensions';
import { AccountSection } from './account-section.tsx';
import type { AccountAnswer } from './contract.ts';
import type { CardData } from './data.ts';
import type { Reader } from './reader.ts';
import { AsOf, DownAlert, Failed, Loading, NotLinked } from './states.tsx';
import { useAnswer } from './use-answer.ts';

/** The sidebar card: the customer's money in one glance. */
export function AccountView({ data, reader }: { data: CardData; reader: Reader }) {
  const { answer, failure, busy, again } = useAnswer('account', () => data.account());
  if (failure !== null) return <Failed failure={failure} again={again} reader={reader} />;
  if (answer === null) return <Loading label={reader.words.loadingAccount} />;
  return (
    <Flex direction="column" gap="md">
      <DownAlert freshness={answer.freshness} reader={reader} />
      <Accounts answer={answer} reader={reader} />
      <AsOf freshness={answer.freshness} busy={busy} again={again} reader={reader} />
    </Flex>
  );
}

function Accounts({ answer, reader }: { answer: AccountAnswer; reader: Reader }) {
  const { accounts, freshness } = answer;
  if (accounts.length === 0) return <NotLinked source={freshness.source} reader={reader} />;
  return (
    <Flex direction="column" gap="md">
      {accounts.length > 1 ? <Text variant="microcopy">{reader.words.customers(accounts.length)}</Text> : null}
      {accounts.map((account, index) => (
        <Flex key={account.id} direction="column" gap="md">
          {index > 0 ? <Divider size="sm" /> : null}
          <AccountSection account={account} reader={reader} />
        </Flex>
      ))}
    </Flex>
  );
}
