import type { TabFacts, TabId } from './tabs-context.ts';
import { Tooltip } from './tooltip.tsx';
import { useTrigger } from './trigger.tsx';

interface TabButtonProps {
  readonly tab: TabFacts;
  readonly barId: string;
  readonly chosen: boolean;
  readonly press: (id: TabId) => void;
}

/** A tab that cannot be chosen still takes the pointer, so that its tooltip can say why. */
export function TabButton({ tab, barId, chosen, press }: TabButtonProps) {
  const tooltip = tab.tooltip ? <Tooltip placement={tab.tooltipPlacement}>{tab.tooltip}</Tooltip> : null;
  const { triggerProps, overlay } = useTrigger({ overlay: tooltip });
  return (
    <>
      <button
        {...triggerProps}
        id={`${barId}-${tab.key}`}
        type="button"
        role="tab"
        aria-selected={chosen}
        aria-controls={chosen ? `${barId}-panel` : undefined}
        aria-disabled={tab.disabled || undefined}
        tabIndex={chosen ? 0 : -1}
        onClick={() => tab.disabled || press(tab.id)}
      >
        {tab.title}
      </button>
      {overlay}
    </>
  );
}
