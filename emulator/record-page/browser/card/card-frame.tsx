import { RemoteRenderer } from '@remote-ui/react/host';
import { useContext, useEffect, useMemo, useState } from 'react';
import type { RecordBoot } from '../../record-document.ts';
import { LoadingSpinner } from '../components/loading-spinner.tsx';
import { CardBoundary } from './card-boundary.tsx';
import { CardProblem } from './card-problem.tsx';
import type { AppPage, CardContext, HostActions } from './contract.ts';
import { createCardController } from './controller.ts';
import { CrmContext } from './crm-context.ts';
import { FIRST_PAGE, type Framed, type FramedBy } from './framed.ts';
import { OverlaysContext } from './overlay-context.ts';
import { createOverlays } from './overlays.ts';
import { PageNavigationContext, pathOf } from './page-navigation.ts';
import { startCard, type RunningCard } from './start-card.ts';
import { AppContext } from './uploads.ts';
import { useCrmActions } from './use-crm-actions.tsx';

interface CardFrameProps {
  readonly view: FramedBy;
  readonly card: Framed;
  readonly viewer: RecordBoot['viewer'];
  readonly addAlert: HostActions['addAlert'];
  readonly openFrame: HostActions['openIframeModal'];
  readonly refresh: () => void;
  /** Where in the app's own pages the reader is. */
  readonly page?: AppPage;
}

function contextOf({ view, card, viewer }: CardFrameProps): CardContext {
  return {
    location: card.location,
    user: { ...viewer, emails: [viewer.email], roles: [], teams: [], permissions: [], locale: 'en', language: 'en' },
    portal: { id: view.portalId, timezone: view.timezone },
    ...(view.objectId === '' ? {} : { crm: { objectId: Number(view.objectId), objectTypeId: view.objectTypeId } }),
    extension: { appId: card.appId, appName: card.appName, cardTitle: card.title },
    variables: card.variables,
  };
}

/** Runs one card in a worker of its own for as long as it is on the page, and draws what it renders. */
export function CardFrame(props: CardFrameProps) {
  const { view, card, addAlert, openFrame, refresh, page = FIRST_PAGE } = props;
  const navigation = useContext(PageNavigationContext);
  const overlays = useMemo(createOverlays, []);
  const controller = useMemo(createCardController, []);
  const { act, drawn: actionDialog } = useCrmActions(props);
  const [running, setRunning] = useState<RunningCard | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const actions: HostActions = {
      addAlert,
      reloadPage: () => location.reload(),
      refreshObjectProperties: refresh,
      closeOverlay: overlays.close,
      openIframeModal: openFrame,
      copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
      navigateToPage: ({ to, params }) => navigation.go(pathOf(to, params)),
    };
    const started = startCard({ at: view, card, context: contextOf(props), page, actions, onError: setProblem });
    started.receiver.on('mount', () => setDrawn(true));
    setRunning(started);
    return started.stop;
    // A card is started once; the record it stands on never changes under it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => running?.recordChanged(), [running, view.version]);
  useEffect(() => running?.pageChanged(page), [running, page]);
  if (problem !== null) {
    return <CardProblem title={`${card.title} could not run`} problem={problem} />;
  }
  const crm = { at: view, timezone: view.timezone, version: view.version, refresh, act };
  return (
    <OverlaysContext.Provider value={overlays}>
      <AppContext.Provider value={card.appId}>
        <CrmContext.Provider value={crm}>
          {drawn ? null : <LoadingSpinner label={`Starting ${card.title}`} showLabel layout="centered" />}
          {running ? (
            <CardBoundary title={card.title}>
              <RemoteRenderer receiver={running.receiver} controller={controller} />
            </CardBoundary>
          ) : null}
          {actionDialog}
        </CrmContext.Provider>
      </AppContext.Provider>
    </OverlaysContext.Provider>
  );
}
