import { useEffect } from 'react';
import type { RecordBoot } from '../../record-document.ts';
import type { CardView } from '../../record-view.ts';
import { CardFrame } from '../card/card-frame.tsx';
import { useIframeModal } from './iframe-modal.tsx';
import { LeftSidebar } from './left-sidebar.tsx';
import { Middle } from './middle.tsx';
import { RightSidebar } from './right-sidebar.tsx';
import { useToasts } from './toasts.tsx';
import { useRecord } from './use-record.ts';

/** A record in three columns, as HubSpot shows it: properties; tabs; cards and associations. */
export function RecordPage({ boot }: { boot: RecordBoot }) {
  const { view, changes, gone, refresh } = useRecord(boot.view);
  const toasts = useToasts();
  const frame = useIframeModal();
  useEffect(() => {
    document.title = view.title;
  }, [view.title]);
  if (gone) {
    return (
      <p className="record-gone">
        This {view.singular} was deleted or merged while the page was open.{' '}
        <a href={boot.indexHref}>Back to the list</a>
      </p>
    );
  }
  const drawCard = (card: CardView) => (
    <CardFrame
      view={view}
      card={card}
      viewer={boot.viewer}
      addAlert={toasts.add}
      openFrame={frame.open}
      refresh={() => void refresh()}
    />
  );
  return (
    <div className="record">
      <LeftSidebar view={view} indexHref={boot.indexHref} changes={changes} refresh={refresh} />
      <Middle view={view} changes={changes} drawCard={drawCard} />
      <RightSidebar view={view} drawCard={drawCard} />
      {toasts.drawn}
      {frame.drawn}
    </div>
  );
}
