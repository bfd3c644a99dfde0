import {
  Button,
  Flex,
  hubspot,
  Modal,
  ModalBody,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  useExtensionActions,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';

interface Page {
  readonly rows: readonly { readonly number: string; readonly state: string }[];
  readonly pageCount: number;
}

export function Rows() {
  const { crm, variables } = useExtensionContext<'crm.record.tab'>();
  const { closeOverlay } = useExtensionActions<'crm.record.tab'>();
  const [page, setPage] = useState(1);
  const [answer, setAnswer] = useState<Page | string>('Loading');
  useEffect(() => {
    const url = `${String(variables?.PROBE_URL)}/api/rows?objectId=${crm.objectId}&page=${page}&note=a%2Fb%20c`;
    hubspot
      .fetch(url, { method: 'GET' })
      .then(async (response) => setAnswer(response.ok ? await response.json() : `Status ${response.status}`))
      .catch((error: unknown) => setAnswer(`Failed: ${String(error)}`));
  }, [crm.objectId, page, variables]);
  if (typeof answer === 'string') return <Text testId="state">{answer}</Text>;
  return (
    <Flex direction="column" gap="md">
      <Table testId="rows" paginated pageCount={answer.pageCount} page={page} onPageChange={setPage}>
        <TableHead>
          <TableRow>
            <TableHeader>Number</TableHeader>
            <TableHeader>State</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {answer.rows.map((row) => (
            <TableRow key={row.number}>
              <TableCell>{row.number}</TableCell>
              <TableCell>
                <StatusTag variant={row.state === 'paid' ? 'success' : 'warning'}>{row.state}</StatusTag>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Button
        testId="details"
        overlay={
          <Modal id="details" title="Details">
            <ModalBody>
              <Text>Inside the modal</Text>
              <Button testId="close-details" onClick={() => closeOverlay('details')}>
                Close details
              </Button>
            </ModalBody>
          </Modal>
        }
      >
        Details
      </Button>
    </Flex>
  );
}
