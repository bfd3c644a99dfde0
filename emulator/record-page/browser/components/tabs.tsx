import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { classes, type Base } from './base.ts';

interface TabFacts {
  readonly key: string;
  readonly id: string | number;
  readonly title: string;
  readonly disabled: boolean;
  readonly tooltip: string | undefined;
}
interface TabsState {
  /** Tabs are first drawn in their order in the card, so a running number keeps it. */
  readonly nextKey: () => string;
  readonly selected: string | number | undefined;
  /** Tabs are drawn by the card's tree, so each tells the bar above about itself. Returns what takes it away. */
  readonly register: (tab: TabFacts) => () => void;
}
const TabsContext = createContext<TabsState>({ nextKey: () => '', selected: undefined, register: () => () => {} });

interface TabsProps extends Base {
  readonly selected?: string | number;
  readonly defaultSelected?: string | number;
  readonly onSelectedChange?: (id: string | number) => void;
  readonly variant?: 'default' | 'enclosed';
  readonly fill?: boolean;
}

export function Tabs({
  testId,
  children,
  selected,
  defaultSelected,
  onSelectedChange,
  variant = 'default',
  fill = false,
}: TabsProps) {
  const [tabs, setTabs] = useState<readonly TabFacts[]>([]);
  const [own, setOwn] = useState(defaultSelected);
  const current = selected ?? own ?? tabs[0]?.id;
  const register = useMemo(
    () => (tab: TabFacts) => {
      setTabs((before) => [...before, tab].toSorted((one, other) => one.key.localeCompare(other.key)));
      return () => setTabs((before) => before.filter((each) => each !== tab));
    },
    [],
  );
  const count = useRef(0);
  const nextKey = useCallback(() => String((count.current += 1)).padStart(6, '0'), []);
  const state = useMemo(() => ({ nextKey, selected: current, register }), [nextKey, current, register]);
  const press = (id: string | number) => {
    setOwn(id);
    onSelectedChange?.(id);
  };
  return (
    <TabsContext.Provider value={state}>
      <div className="hs-tabs" data-testid={testId}>
        <div className={classes('hs-tabs-bar', `hs-tabs-${variant}`, fill && 'hs-tabs-fill')} role="tablist">
          {tabs.map((tab) => (
            <button
              key={tab.key}
              type="button"
              role="tab"
              aria-selected={tab.id === current}
              disabled={tab.disabled}
              title={tab.tooltip}
              onClick={() => press(tab.id)}
            >
              {tab.title}
            </button>
          ))}
        </div>
        {children}
      </div>
    </TabsContext.Provider>
  );
}

interface TabProps extends Base {
  readonly tabId?: string | number;
  readonly title?: string;
  readonly disabled?: boolean;
  readonly tooltip?: string;
}

export function Tab({ testId, children, tabId, title = '', disabled = false, tooltip }: TabProps) {
  const { selected, register, nextKey } = useContext(TabsContext);
  const [key] = useState(nextKey);
  const id = tabId ?? key;
  useEffect(() => register({ key, id, title, disabled, tooltip }), [register, key, id, title, disabled, tooltip]);
  if (id !== selected) return null;
  return (
    <div role="tabpanel" className="hs-tab-panel" data-testid={testId}>
      {children}
    </div>
  );
}
