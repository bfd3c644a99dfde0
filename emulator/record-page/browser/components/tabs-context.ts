import { createContext } from 'react';
import type { Placement } from './tooltip.tsx';

export type TabId = string | number;

export interface TabFacts {
  readonly key: string;
  readonly id: TabId;
  readonly title: string;
  readonly disabled: boolean;
  readonly tooltip: string | undefined;
  readonly tooltipPlacement: Placement;
}

interface TabsState {
  readonly barId: string;
  /** Tabs are first drawn in their order in the card, so a running number keeps it. */
  readonly nextKey: () => string;
  readonly selected: TabId | undefined;
  /** Returns what takes the tab away. */
  readonly register: (tab: TabFacts) => () => void;
}

export const TabsContext = createContext<TabsState>({
  barId: '',
  nextKey: () => '',
  selected: undefined,
  register: () => () => {},
});
