import { useEffect, useState } from 'react';
import type { RecordBoot } from '../../record-document.ts';
import type { CardView } from '../../record-view.ts';
import { CardFrame } from '../card/card-frame.tsx';
import { useIframeModal } from './iframe-modal.tsx';
import { LeftSidebar } from './left-sidebar.tsx';
import { Middle } from './middle.tsx';
import { RecordDialogs, type Opened } from './record-dialogs.tsx';
import { RightSidebar } from './right-sidebar.tsx';
import { useToasts } from './toasts.tsx';
import { useRecord } from './use-record.ts';

/** A record in three columns, as HubSpot shows it: properties; tabs; cards and associations. */
export function RecordPage({ boot }: { boot: RecordBoot }) {
  const { view, changes, gone, refresh } = useRecord(boot.view);
  const [opened, setOpened] = useState<Opened | null>(null);
  const toasts = useToasts();
  const frame = useIframeModal();
  useEffect(() => {
    document.title = view.title;
  }, [view.title]);
  if (gone) {
    return (
      <main className="record-gone" id="content">
        <p>
          This {view.singular} was deleted or merged while the page was open.{' '}
          <a href={view.indexHref}>Back to the list</a>
        </p>
      </main>
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
      <LeftSidebar view={view} changes={changes} refresh={refresh} open={setOpened} />
      <Middle view={view} changes={changes} drawCard={drawCard} open={setOpened} openFrame={frame.open} />
      <RightSidebar view={view} drawCard={drawCard} open={setOpened} />
      <RecordDialogs view={view} opened={opened} close={() => setOpened(null)} refresh={refresh} />
      {toasts.drawn}
      {frame.drawn}
    </div>
  );
}
