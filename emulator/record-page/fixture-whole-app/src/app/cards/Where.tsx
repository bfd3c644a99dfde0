import { hubspot, Text, useExtensionContext } from '@hubspot/ui-extensions';

function Where() {
  const { location, crm } = useExtensionContext<'crm.preview'>();
  return <Text>{`${location} of ${crm.objectTypeId}/${crm.objectId}`}</Text>;
}

hubspot.extend<'crm.preview'>(() => <Where />);
