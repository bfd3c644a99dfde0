import { useState, type ReactNode } from 'react';
import type { CardView, RecordView } from '../../record-view.ts';
import { PoweredBy } from './powered-by.tsx';

interface RightSidebarProps {
  readonly view: RecordView;
  readonly drawCard: (card: CardView) => ReactNode;
}

/** Cards of apps, then the associated records. */
export function RightSidebar({ view, drawCard }: RightSidebarProps) {
  return (
    <aside className="record-right" aria-label="Cards and associations">
      {view.cards
        .filter((card) => card.location === 'crm.record.sidebar')
        .map((card) => (
          <SideCard key={`${card.appId}/${card.uid}`} title={card.title} name={card.uid}>
            {drawCard(card)}
            <PoweredBy name={card.appName} />
          </SideCard>
        ))}
      {view.associations.map((list) => (
        <SideCard
          key={list.plural}
          title={`${list.plural.charAt(0).toUpperCase()}${list.plural.slice(1)} (${list.total})`}
        >
          <Associated list={list} />
        </SideCard>
      ))}
    </aside>
  );
}

function SideCard({ title, name, children }: { title: string; name?: string; children: ReactNode }) {
  const [open, setOpen] = useState(true);
  return (
    <section className="side-card" data-card={name}>
      <header>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <i className="hs-chevron" aria-hidden="true" />
          {title}
        </button>
      </header>
      <div className="side-card-body" hidden={!open}>
        {children}
      </div>
    </section>
  );
}

function Associated({ list }: { list: RecordView['associations'][number] }) {
  if (list.records.length === 0) return <p className="associated-none">No {list.plural} are associated.</p>;
  return (
    <>
      {list.records.map((record) => (
        <div key={record.id} className="associated">
          <a href={record.href}>{record.title}</a>
          <dl>
            {record.lines.map((line) => (
              <div key={line.label}>
                <dt>{line.label}:</dt>
                <dd>{line.display}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      {list.total > list.records.length ? (
        <span className="associated-more">and {list.total - list.records.length} more</span>
      ) : null}
    </>
  );
}
