import { Button, Flex, hubspot, Text, useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { createPageRouter, PageRoutes, usePageRoute } from '@hubspot/ui-extensions/pages';
import { useState } from 'react';

function Home() {
  const { portal } = useExtensionContext<'pages'>();
  const { navigateToPage } = useExtensionActions<'pages'>();
  const [answer, setAnswer] = useState('');
  const call = async () => {
    const response = await hubspot.fetch('https://whole.example.com/api/hello', { method: 'GET' });
    setAnswer(await response.text());
  };
  return (
    <Flex direction="column" gap="md">
      <Text>{`Home of portal ${portal.id}`}</Text>
      <Button onClick={() => navigateToPage({ to: '/customers/:id', params: { id: '42', tab: 'open' } })}>
        Open customer
      </Button>
      <Button onClick={() => void call()}>Say hello</Button>
      <Text>{answer}</Text>
    </Flex>
  );
}

function Customer() {
  const { params } = usePageRoute();
  const { navigateToPage } = useExtensionActions<'pages'>();
  return (
    <Flex direction="column" gap="md">
      <Text>{`Customer ${params['id']}, ${params['tab']}`}</Text>
      <Button onClick={() => navigateToPage({ to: '/' })}>Back home</Button>
    </Flex>
  );
}

const PageRouter = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={Home} />
    <PageRoutes.Route path="/customers/:id" component={Customer} />
  </PageRoutes>,
);

hubspot.extend<'pages'>(() => <PageRouter />);
