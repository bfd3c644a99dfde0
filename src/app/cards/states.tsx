import { Alert, Button, EmptyState, ErrorState, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Freshness } from './contract.ts';
import type { Failure } from './data.ts';
import type { Reader } from './reader.ts';

export function Loading({ label }: { label: string }) {
  return <LoadingSpinner label={label} showLabel layout="centered" size="sm" />;
}

export function NotLinked({ source, reader }: { source: string; reader: Reader }) {
  const { words } = reader;
  return (
    <EmptyState
      testId="not-linked"
      title={words.notLinkedTitle}
      layout="vertical"
      imageName="companies"
      imageWidth={120}
    >
      <Text>{words.notLinked(source)}</Text>
    </EmptyState>
  );
}

export function Failed({ failure, again, reader }: { failure: Failure; again: () => void; reader: Reader }) {
  const { words } = reader;
  const own: Readonly<Record<string, string>> = words.failures;
  return (
    <ErrorState testId="failed" title={words.failedTitle}>
      <Flex direction="column" gap="sm" align="center">
        <Text>{failure.message ?? own[failure.code] ?? words.failures.unreachable}</Text>
        <Button testId="again" onClick={again}>
          {words.tryAgain}
        </Button>
      </Flex>
    </ErrorState>
  );
}

/** Says aloud that the figures are old; silent while the system answers. */
export function DownAlert({ freshness, reader }: { freshness: Freshness; reader: Reader }) {
  const { words, format } = reader;
  if (freshness.up) return null;
  return (
    <Alert testId="down" variant="warning" title={words.downTitle(freshness.source)}>
      {freshness.asOf === null ? words.downNever : words.downSince(format.moment(freshness.asOf))}
    </Alert>
  );
}

interface AsOfProps {
  freshness: Freshness;
  busy: boolean;
  again: () => void;
  reader: Reader;
}

/** The quiet last line: where the figures come from, when, and a way to ask again. */
export function AsOf({ freshness, busy, again, reader }: AsOfProps) {
  const { words, format } = reader;
  const { source, asOf } = freshness;
  return (
    <Flex direction="row" justify="between" align="center" gap="sm">
      <Text testId="as-of" variant="microcopy">
        {asOf === null ? words.neverRead(source) : words.asOf(source, format.moment(asOf))}
      </Text>
      <Button testId="refresh" variant="transparent" size="xs" disabled={busy} onClick={again}>
        {words.refresh}
      </Button>
    </Flex>
  );
}
