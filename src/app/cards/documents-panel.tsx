import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { DocumentKind } from './contract.ts';
import type { CardData } from './data.ts';
import { DocumentsTable } from './documents-table.tsx';
import type { Reader } from './reader.ts';
import { Failed, Loading } from './states.tsx';
import { useAnswer } from './use-answer.ts';

interface DocumentsPanelProps {
  kind: DocumentKind;
  /** Counts the refreshes of the whole tab. */
  round: number;
  data: CardData;
  reader: Reader;
}

/** One kind of document (another kind is another panel), a page at a time. The page on show stays until the next is there. */
export function DocumentsPanel({ kind, round, data, reader }: DocumentsPanelProps) {
  const { words } = reader;
  const [page, setPage] = useState(1);
  const { answer, failure, busy, again } = useAnswer(page, (wanted) => data.documents(kind, wanted), round);
  if (failure !== null) return <Failed failure={failure} again={again} reader={reader} />;
  if (answer === null) return <Loading label={words.loadingDocuments[kind]} />;
  if (answer.rowCount === 0) {
    return (
      <EmptyState testId="no-documents" title={words.noDocuments[kind]} layout="vertical" imageWidth={120} flush>
        <Text>{words.noDocumentsYet(answer.freshness.source)}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="sm">
      <DocumentsTable answer={answer} onPageChange={setPage} reader={reader} />
      {busy ? <Loading label={words.loadingPage(page)} /> : null}
    </Flex>
  );
}
