import { useState, type ReactNode } from 'react';
import type { CardView, RecordView } from '../../record-view.ts';
import type { HostActions } from '../card/contract.ts';
import { Activities } from './activities.tsx';
import { Overview } from './overview.tsx';
import { PoweredBy } from './powered-by.tsx';
import type { Opened } from './record-dialogs.tsx';
import { TabList } from './tab-list.tsx';
import type { SeenChange } from './use-record.ts';

interface MiddleProps {
  readonly view: RecordView;
  readonly changes: readonly SeenChange[];
  readonly drawCard: (card: CardView) => ReactNode;
  readonly open: (dialog: Opened) => void;
  readonly openFrame: HostActions['openIframeModal'];
}

const keyOf = (card: CardView): string => `${card.appId}/${card.uid}`;

/** The address names the tab (`#tab=1001/billing_tab`), so that a link leads to a card. */
function tabOfAddress(cards: readonly CardView[]): string {
  const wanted = decodeURIComponent(location.hash.replace(/^#tab=/, ''));
  return wanted === 'activities' || cards.some((card) => keyOf(card) === wanted) ? wanted : 'overview';
}

/** Overview, activities, and one tab a card. A card starts when its tab is first looked at and keeps running. */
export function Middle({ view, changes, drawCard, open, openFrame }: MiddleProps) {
  const cards = view.cards.filter((card) => card.location === 'crm.record.tab');
  const [tab, setTab] = useState(() => tabOfAddress(cards));
  const [visited, setVisited] = useState<readonly string[]>([tab]);
  const go = (key: string) => {
    setTab(key);
    setVisited([...new Set([...visited, key])]);
    history.replaceState(null, '', `#tab=${key}`);
  };
  const create = view.takesNotes ? (type: 'notes' | 'tasks') => open({ kind: 'activity', type }) : null;
  const tabs = [
    { key: 'overview', title: 'Overview' },
    { key: 'activities', title: 'Activities' },
    ...cards.map((card) => ({ key: keyOf(card), title: card.title })),
  ];
  return (
    <main className="middle" id="content">
      <TabList tabs={tabs} tab={tab} go={go} />
      <div id="tabpanel" role="tabpanel" aria-label={tabs.find(({ key }) => key === tab)?.title}>
        {tab === 'overview' ? <Overview view={view} /> : null}
        {tab === 'activities' ? (
          <Activities view={view} changes={changes} create={create} openFrame={openFrame} />
        ) : null}
        {cards
          .filter((card) => visited.includes(keyOf(card)))
          .map((card) => (
            <section key={keyOf(card)} className="block" data-card={card.uid} hidden={tab !== keyOf(card)}>
              <h2>{card.title}</h2>
              {drawCard(card)}
              <PoweredBy name={card.appName} />
            </section>
          ))}
      </div>
    </main>
  );
}
