import { useCallback, useContext, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { classes, type Base } from './base.ts';
import { TabButton } from './tab-button.tsx';
import { TabsContext, type TabFacts, type TabId } from './tabs-context.ts';
import type { Placement } from './tooltip.tsx';

interface TabsProps extends Base {
  readonly selected?: TabId;
  readonly defaultSelected?: TabId;
  readonly onSelectedChange?: (id: TabId) => void;
  readonly variant?: 'default' | 'enclosed';
  readonly fill?: boolean;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Tabs are drawn by the card's tree, so each tells the bar above about itself. */
function useTabList() {
  const [tabs, setTabs] = useState<readonly TabFacts[]>([]);
  const count = useRef(0);
  const nextKey = useCallback(() => String((count.current += 1)).padStart(6, '0'), []);
  const register = useCallback((tab: TabFacts) => {
    setTabs((before) => [...before, tab].toSorted((one, other) => one.key.localeCompare(other.key)));
    return () => setTabs((before) => before.filter((each) => each !== tab));
  }, []);
  return { tabs, nextKey, register };
}

export function Tabs(props: TabsProps) {
  const { testId, children, selected, defaultSelected, onSelectedChange, variant = 'default', fill = false } = props;
  const { tabs, nextKey, register } = useTabList();
  const [own, setOwn] = useState(defaultSelected);
  const barId = useId();
  const current = selected ?? own ?? tabs.find((tab) => !tab.disabled)?.id;
  const state = useMemo(() => ({ barId, nextKey, selected: current, register }), [barId, nextKey, current, register]);
  const press = (id: TabId) => {
    setOwn(id);
    onSelectedChange?.(id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    const open = tabs.filter((tab) => !tab.disabled);
    if (!step || open.length === 0) return;
    event.preventDefault();
    const next =
      open[
        step(
          open.findIndex((tab) => tab.id === current),
          open.length,
        )
      ];
    if (!next) return;
    press(next.id);
    document.getElementById(`${barId}-${next.key}`)?.focus();
  };
  return (
    <TabsContext.Provider value={state}>
      <div className="hs-tabs" data-testid={testId}>
        <div
          className={classes('hs-tabs-bar', `hs-tabs-${variant}`, fill && 'hs-tabs-fill')}
          role="tablist"
          onKeyDown={onKeyDown}
        >
          {tabs.map((tab) => (
            <TabButton key={tab.key} tab={tab} barId={barId} chosen={tab.id === current} press={press} />
          ))}
        </div>
        {children}
      </div>
    </TabsContext.Provider>
  );
}

interface TabProps extends Base {
  readonly tabId?: TabId;
  readonly title?: string;
  readonly disabled?: boolean;
  readonly tooltip?: string;
  readonly tooltipPlacement?: Placement;
}

export function Tab(props: TabProps) {
  const { testId, children, tabId, title = '', disabled = false, tooltip, tooltipPlacement = 'top' } = props;
  const { barId, selected, register, nextKey } = useContext(TabsContext);
  const [key] = useState(nextKey);
  const id = tabId ?? key;
  useEffect(
    () => register({ key, id, title, disabled, tooltip, tooltipPlacement }),
    [register, key, id, title, disabled, tooltip, tooltipPlacement],
  );
  if (id !== selected) return null;
  return (
    <div
      id={`${barId}-panel`}
      role="tabpanel"
      aria-labelledby={`${barId}-${key}`}
      className="hs-tab-panel"
      data-testid={testId}
    >
      {children}
    </div>
  );
}
