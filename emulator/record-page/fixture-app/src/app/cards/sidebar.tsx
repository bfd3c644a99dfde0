import {
  Button,
  Flex,
  hubspot,
  StepIndicator,
  Text,
  useExtensionActions,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { useAssociations, useCrmProperties } from '@hubspot/ui-extensions/crm';
import { useState } from 'react';

const NAMES = ['name', 'phone'];
const CONTACTS = { toObjectType: '0-1', properties: ['email'], pageLength: 10 };

export function Sidebar() {
  const { portal } = useExtensionContext<'crm.record.sidebar'>();
  const { addAlert } = useExtensionActions<'crm.record.sidebar'>();
  const { properties } = useCrmProperties(NAMES);
  const { results } = useAssociations(CONTACTS);
  const [answer, setAnswer] = useState('');
  const call = async (fail: boolean) => {
    try {
      const options = { parameters: { portalId: portal.id, fail }, propertiesToSend: ['name'] };
      setAnswer(JSON.stringify(await hubspot.serverless('probe_function', options)));
      addAlert({ type: 'success', message: 'The function answered' });
    } catch (error) {
      setAnswer(`Failed: ${String(error)}`);
    }
  };
  return (
    <Flex direction="column" gap="sm">
      <Text testId="phone">{`${properties.name} / ${properties.phone}`}</Text>
      <Text testId="contacts">{results.map((result) => result.properties.email).join(', ')}</Text>
      <StepIndicator stepNames={['One', 'Two']} currentStep={0} />
      <Button testId="call" onClick={() => void call(false)}>
        Call
      </Button>
      <Button testId="fail" onClick={() => void call(true)}>
        Fail
      </Button>
      <Text testId="answer">{answer}</Text>
    </Flex>
  );
}
