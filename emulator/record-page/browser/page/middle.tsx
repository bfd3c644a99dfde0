import { useState, type ReactNode } from 'react';
import type { CardView, RecordView } from '../../record-view.ts';
import { Activities } from './activities.tsx';
import { Overview } from './overview.tsx';
import { PoweredBy } from './powered-by.tsx';
import type { SeenChange } from './use-record.ts';

interface MiddleProps {
  readonly view: RecordView;
  readonly changes: readonly SeenChange[];
  readonly drawCard: (card: CardView) => ReactNode;
}

const keyOf = (card: CardView): string => `${card.appId}/${card.uid}`;

/** The address names the tab (`#tab=1001/billing_tab`), so that a link leads to a card. */
function tabOfAddress(cards: readonly CardView[]): string {
  const wanted = decodeURIComponent(location.hash.replace(/^#tab=/, ''));
  return wanted === 'activities' || cards.some((card) => keyOf(card) === wanted) ? wanted : 'overview';
}

/** Overview, activities, and one tab a card. A card starts when its tab is first looked at and keeps running. */
export function Middle({ view, changes, drawCard }: MiddleProps) {
  const cards = view.cards.filter((card) => card.location === 'crm.record.tab');
  const [tab, setTab] = useState(() => tabOfAddress(cards));
  const [visited, setVisited] = useState<readonly string[]>([tab]);
  const go = (key: string) => {
    setTab(key);
    setVisited([...new Set([...visited, key])]);
    history.replaceState(null, '', `#tab=${key}`);
  };
  const tabs = [
    { key: 'overview', title: 'Overview' },
    { key: 'activities', title: 'Activities' },
    ...cards.map((card) => ({ key: keyOf(card), title: card.title })),
  ];
  return (
    <main className="middle">
      <div className="middle-tabs" role="tablist">
        {tabs.map(({ key, title }) => (
          <button key={key} type="button" role="tab" aria-selected={key === tab} onClick={() => go(key)}>
            {title}
          </button>
        ))}
      </div>
      {tab === 'overview' ? <Overview view={view} /> : null}
      {tab === 'activities' ? <Activities view={view} changes={changes} /> : null}
      {cards
        .filter((card) => visited.includes(keyOf(card)))
        .map((card) => (
          <section key={keyOf(card)} className="block" data-card={card.uid} hidden={tab !== keyOf(card)}>
            <h2>{card.title}</h2>
            {drawCard(card)}
            <PoweredBy name={card.appName} />
          </section>
        ))}
    </main>
  );
}
