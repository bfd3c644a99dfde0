import { RemoteRenderer } from '@remote-ui/react/host';
import { useEffect, useMemo, useState } from 'react';
import type { RecordBoot } from '../../record-document.ts';
import type { CardView, RecordView } from '../../record-view.ts';
import { ErrorState } from '../components/states.tsx';
import { LoadingSpinner } from '../components/loading-spinner.tsx';
import type { CardContext, HostActions } from './contract.ts';
import { createCardController } from './controller.ts';
import { OverlaysContext } from './overlay-context.ts';
import { createOverlays } from './overlays.ts';
import { startCard, type RunningCard } from './start-card.ts';

interface CardFrameProps {
  readonly view: RecordView;
  readonly card: CardView;
  readonly viewer: RecordBoot['viewer'];
  readonly addAlert: HostActions['addAlert'];
  readonly openFrame: HostActions['openIframeModal'];
  readonly refresh: () => void;
}

function contextOf({ view, card, viewer }: CardFrameProps): CardContext {
  return {
    location: card.location,
    user: { ...viewer, emails: [viewer.email], roles: [], teams: [], permissions: [], locale: 'en', language: 'en' },
    portal: { id: view.portalId, timezone: view.timezone },
    crm: { objectId: Number(view.objectId), objectTypeId: view.objectTypeId },
    extension: { appId: card.appId, appName: card.appName, cardTitle: card.title },
    variables: card.variables,
  };
}

/** Runs one card in a worker of its own for as long as it is on the page, and draws what it renders. */
export function CardFrame(props: CardFrameProps) {
  const { view, card, addAlert, openFrame, refresh } = props;
  const overlays = useMemo(createOverlays, []);
  const controller = useMemo(createCardController, []);
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
    };
    const started = startCard({ at: view, card, context: contextOf(props), actions, onError: setProblem });
    started.receiver.on('mount', () => setDrawn(true));
    setRunning(started);
    return started.stop;
    // A card is started once; the record it stands on never changes under it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => running?.recordChanged(), [running, view.version]);
  if (problem !== null) {
    return (
      <ErrorState title={`${card.title} could not run`}>
        <pre className="card-problem">{problem}</pre>
      </ErrorState>
    );
  }
  return (
    <OverlaysContext.Provider value={overlays}>
      {drawn ? null : <LoadingSpinner label={`Starting ${card.title}`} showLabel layout="centered" />}
      {running ? <RemoteRenderer receiver={running.receiver} controller={controller} /> : null}
    </OverlaysContext.Provider>
  );
}
