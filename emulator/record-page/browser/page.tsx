import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { Boot } from '../pages/boot.ts';
import { AppsPage } from './apps/apps-page.tsx';
import { ExtensionPage } from './apps/extension-page.tsx';
import { PreviewContext, type PreviewProps } from './card/preview-context.ts';
import { DeliveriesPage } from './development/deliveries-page.tsx';
import { DeliveryPage } from './development/delivery-page.tsx';
import { RequestsPage } from './development/requests-page.tsx';
import { HistoryPage } from './page/history-page.tsx';
import { RecordPage } from './page/record-page.tsx';
import { PreviewPanel } from './records/preview-panel.tsx';
import { RecordsPage } from './records/records-page.tsx';
import { RecycleBinPage } from './records/recycle-bin-page.tsx';
import { GlobalSearch } from './shell/global-search.tsx';
import { LostConnection } from './shell/lost-connection.tsx';
import { startNavigation } from './shell/navigation.ts';

function drawn(boot: Boot): ReactElement | null {
  const { portalId, timezone } = boot.portal;
  switch (boot.page) {
    case 'records':
      return <RecordsPage first={boot.view} timezone={timezone} viewer={boot.viewer} />;
    case 'record':
      return <RecordPage boot={boot} />;
    case 'history':
      return <HistoryPage first={boot.view} />;
    case 'recycle-bin':
      return <RecycleBinPage first={boot.view} />;
    case 'extension':
      return <ExtensionPage view={boot.view} viewer={boot.viewer} />;
    case 'apps':
      return <AppsPage first={boot.view} portalId={portalId} />;
    case 'deliveries':
      return <DeliveriesPage first={boot.view} portal={boot.portal} />;
    case 'delivery':
      return <DeliveryPage first={boot.view} portal={boot.portal} listHref={boot.listHref} />;
    case 'requests':
      return <RequestsPage first={boot.view} portal={boot.portal} />;
    default:
      return null;
  }
}

const drawPreview = (preview: PreviewProps): ReactElement => <PreviewPanel {...preview} />;

function draw(selector: string, element: ReactElement | null): void {
  const place = document.querySelector(selector);
  if (place && element) createRoot(place).render(element);
}

const text = document.querySelector('#boot')?.textContent;
if (text) {
  const boot = JSON.parse(text) as Boot;
  startNavigation();
  draw('#global-search', <GlobalSearch portalId={boot.portal.portalId} />);
  draw(
    '#page',
    <PreviewContext.Provider value={drawPreview}>
      {drawn(boot)}
      <LostConnection />
    </PreviewContext.Provider>,
  );
}
