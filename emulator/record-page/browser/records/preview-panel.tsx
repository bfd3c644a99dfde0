import { useEffect, useState } from 'react';
import type { RecordView } from '../../record-view.ts';
import { read, sentenceOf } from '../ask.ts';
import { CardFrame } from '../card/card-frame.tsx';
import type { PreviewProps } from '../card/preview-context.ts';
import { Refusal, SidePanel } from '../dialogs/dialogs.tsx';
import { useIframeModal } from '../page/iframe-modal.tsx';
import { PoweredBy } from '../page/powered-by.tsx';
import { useToasts } from '../page/toasts.tsx';

/** HubSpot's preview of a record beside a list: its main properties, and the cards that apps put there. */
export function PreviewPanel({ at, viewer, close }: PreviewProps) {
  const [view, setView] = useState<RecordView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const toasts = useToasts();
  const frame = useIframeModal();
  const { portalId, objectTypeId, objectId } = at;
  useEffect(() => {
    read<RecordView>('/record', { portalId, objectTypeId, objectId })
      .then((found) => (found ? setView(found) : setProblem('This record is gone.')))
      .catch((error: unknown) => setProblem(sentenceOf(error)));
  }, [portalId, objectTypeId, objectId]);
  return (
    <SidePanel title={view?.title ?? 'Preview'} close={close}>
      <div className="hs-panel-body preview">
        <Refusal text={problem} />
        {view ? (
          <>
            <p>
              <a href={view.href}>View full record</a>
            </p>
            <section className="block">
              <h3>{view.sections[0]?.title}</h3>
              <dl className="facts">
                {view.sections[0]?.properties.map(({ name, label, display }) => (
                  <div key={name}>
                    <dt>{label}</dt>
                    <dd>{display || '--'}</dd>
                  </div>
                ))}
              </dl>
            </section>
            {view.cards
              .filter(({ location }) => location === 'crm.preview')
              .map((card) => (
                <section key={`${card.appId}/${card.uid}`} className="block" data-card={card.uid}>
                  <h3>{card.title}</h3>
                  <CardFrame
                    view={view}
                    card={card}
                    viewer={viewer}
                    addAlert={toasts.add}
                    openFrame={frame.open}
                    refresh={() => {}}
                  />
                  <PoweredBy name={card.appName} />
                </section>
              ))}
          </>
        ) : null}
      </div>
      {toasts.drawn}
      {frame.drawn}
    </SidePanel>
  );
}
