import { useState, type ReactNode } from 'react';
import type { AssociatedView, AssociationList, CardView, RecordView } from '../../record-view.ts';
import { useAttachments } from '../card/uploads.ts';
import { FileList } from '../components/files.tsx';
import { Menu } from '../dialogs/menu.tsx';
import { useFew } from './few.tsx';
import { PoweredBy } from './powered-by.tsx';
import type { Opened } from './record-dialogs.tsx';

interface RightSidebarProps {
  readonly view: RecordView;
  readonly drawCard: (card: CardView) => ReactNode;
  readonly open: (dialog: Opened) => void;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Cards of apps, then the associated records. The cards of the help desk are here as well: tickets have one page. */
export function RightSidebar({ view, drawCard, open }: RightSidebarProps) {
  return (
    <aside className="record-right" aria-label="Cards and associations">
      {view.cards
        .filter(({ location }) => location === 'crm.record.sidebar' || location === 'helpdesk.sidebar')
        .map((card) => (
          <SideCard key={`${card.appId}/${card.uid}`} title={card.title} name={card.uid}>
            {card.location === 'helpdesk.sidebar' ? <p className="side-note">Shown in the help desk</p> : null}
            {drawCard(card)}
            <PoweredBy name={card.appName} />
          </SideCard>
        ))}
      <Attachments view={view} />
      {view.associations.map((list) => (
        <SideCard
          key={list.objectTypeId}
          title={`${capital(list.plural)} (${list.total})`}
          start={list.main || list.total > 0}
          add={{ label: `Add ${list.plural}`, press: () => open({ kind: 'associate', list }) }}
        >
          <Associated list={list} open={open} />
        </SideCard>
      ))}
    </aside>
  );
}

/** Files that cards attached to the record. */
function Attachments({ view }: Pick<RightSidebarProps, 'view'>) {
  const files = useAttachments(view);
  if (files.length === 0) return null;
  return (
    <SideCard title={`Attachments (${files.length})`}>
      <FileList files={files} />
    </SideCard>
  );
}

interface SideCardProps {
  readonly title: string;
  readonly name?: string;
  readonly start?: boolean;
  readonly add?: { readonly label: string; readonly press: () => void };
  readonly children: ReactNode;
}

function SideCard({ title, name, start = true, add, children }: SideCardProps) {
  const [open, setOpen] = useState(start);
  return (
    <section className="side-card" data-card={name} aria-label={title}>
      <header>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <i className="hs-chevron" aria-hidden="true" />
          {title}
        </button>
        {add ? (
          <button type="button" className="link-button side-add" aria-label={add.label} onClick={add.press}>
            + Add
          </button>
        ) : null}
      </header>
      <div className="side-card-body" hidden={!open}>
        {children}
      </div>
    </section>
  );
}

function Associated({ list, open }: { list: AssociationList; open: (dialog: Opened) => void }) {
  const { few, more } = useFew(list.records, list.total);
  if (list.records.length === 0) return <p className="associated-none">No {list.plural} are associated.</p>;
  return (
    <>
      {few.map((record) => (
        <div key={record.id} className="associated">
          <div className="associated-head">
            <a href={record.href}>{record.title}</a>
            <Menu
              label="More"
              name={`More actions for ${record.title}`}
              className="menu-more"
              items={items(list, record, open)}
            />
          </div>
          {record.labels.map(({ typeId, label }) => (
            <span key={typeId} className="associated-label">
              {label}
            </span>
          ))}
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
      {more}
    </>
  );
}

const items = (list: AssociationList, other: AssociatedView, open: (dialog: Opened) => void) => [
  { label: 'View record', href: other.href },
  ...(list.labels.length > 0
    ? [{ label: 'Edit association labels', press: () => open({ kind: 'labels', list, other }) }]
    : []),
  { label: 'Remove association', danger: true, press: () => open({ kind: 'dissociate', list, other }) },
];
