import type { Boot, ExtensionView } from '../../pages/boot.ts';
import { CardFrame } from '../card/card-frame.tsx';
import type { Framed, FramedBy } from '../card/framed.ts';
import { PageNavigationContext } from '../card/page-navigation.ts';
import { HeadingLevelContext } from '../components/heading-level.tsx';
import { useIframeModal } from '../page/iframe-modal.tsx';
import { PoweredBy } from '../page/powered-by.tsx';
import { useToasts } from '../page/toasts.tsx';
import { useAppPath } from './use-app-path.ts';

interface ExtensionPageProps {
  readonly view: ExtensionView;
  readonly viewer: Boot['viewer'];
}

/** An app's own pages, or its settings page, drawn from the real bundle as the cards are. */
export function ExtensionPage({ view, viewer }: ExtensionPageProps) {
  const toasts = useToasts();
  const frame = useIframeModal();
  const { page, navigation } = useAppPath(view);
  const { portalId, timezone, appId, appName, uid, location, variables } = view;
  const title = location === 'settings' ? `${appName} settings` : appName;
  const around: FramedBy = { portalId, timezone, objectTypeId: '', objectId: '', version: 0 };
  const framed: Framed = { appId, appName, uid, title, location, variables };
  return (
    <main className="index" id="content">
      <div className={location === 'pages' ? 'index-head extension-head' : 'index-head'}>
        <h1>{title}</h1>
      </div>
      <PageNavigationContext.Provider value={navigation}>
        <section className="index-card extension" data-extension={location}>
          <HeadingLevelContext.Provider value={2}>
            <CardFrame
              view={around}
              card={framed}
              viewer={viewer}
              addAlert={toasts.add}
              openFrame={frame.open}
              refresh={() => {}}
              page={page}
            />
          </HeadingLevelContext.Provider>
          <PoweredBy name={appName} />
        </section>
      </PageNavigationContext.Provider>
      {toasts.drawn}
      {frame.drawn}
    </main>
  );
}
