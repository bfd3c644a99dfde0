import { useEffect, useRef, type KeyboardEvent } from 'react';

interface TabListProps {
  readonly tabs: readonly { readonly key: string; readonly title: string }[];
  readonly tab: string;
  readonly go: (key: string) => void;
}

/** One stop for the Tab key; the arrows go from tab to tab. */
export function TabList({ tabs, tab, go }: TabListProps) {
  const at = tabs.findIndex(({ key }) => key === tab);
  const list = useRef<HTMLDivElement>(null);
  // An address may lead to a tab that the row of tabs is too short to show.
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (at + step + tabs.length) % tabs.length;
    go(tabs[next]?.key ?? tab);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div ref={list} className="middle-tabs" role="tablist" aria-label="Record" onKeyDown={move}>
      {tabs.map(({ key, title }) => (
        <button
          key={key}
          type="button"
          role="tab"
          aria-selected={key === tab}
          aria-controls="tabpanel"
          tabIndex={key === tab ? 0 : -1}
          onClick={() => go(key)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
