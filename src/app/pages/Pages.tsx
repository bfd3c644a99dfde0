import { hubspot, useExtensionContext } from '@hubspot/ui-extensions';
import { createPageRouter, PageRoutes } from '@hubspot/ui-extensions/pages';
import { HomeView } from './home-view.tsx';

function Home() {
  const { variables } = useExtensionContext<'pages'>();
  const url = variables?.['LEDGERLINE_URL'];
  return <HomeView serverUrl={typeof url === 'string' ? url : null} />;
}

const PageRouter = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={Home} />
    <PageRoutes.AnyRoute component={Home} />
  </PageRoutes>,
);

hubspot.extend<'pages'>(() => <PageRouter />);
