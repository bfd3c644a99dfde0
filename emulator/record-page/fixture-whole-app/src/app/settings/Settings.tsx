import { Button, Flex, Heading, hubspot, Text, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';

function Settings() {
  const { location, portal, variables } = useExtensionContext<'settings'>();
  const { addAlert } = useExtensionActions<'settings'>();
  return (
    <Flex direction="column" gap="md">
      <Heading>Where it belongs</Heading>
      <Text>{`${location} of portal ${portal.id}, ${String(variables?.['WHOLE_URL'])}`}</Text>
      <Button onClick={() => addAlert({ type: 'success', message: 'Settings saved' })}>Save settings</Button>
    </Flex>
  );
}

hubspot.extend<'settings'>(() => <Settings />);
