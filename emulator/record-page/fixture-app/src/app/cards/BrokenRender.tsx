import { hubspot, Text } from '@hubspot/ui-extensions';

function Customer({ found }: { found: { name: string } | undefined }) {
  return <Text>{(found as { name: string }).name}</Text>;
}

hubspot.extend<'crm.record.sidebar'>(() => <Customer found={undefined} />);
