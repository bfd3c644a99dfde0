import { useCallback, useEffect, useRef, useState } from 'react';
import type { PropertyView, RecordView } from '../../record-view.ts';
import { read } from '../ask.ts';

const POLL_MS = 1000;

/** A property that changed while the page was open, whoever changed it. */
export interface SeenChange {
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly at: Date;
}

const propertiesOf = (view: RecordView): readonly PropertyView[] =>
  view.sections.flatMap((section) => section.properties);

function changesBetween(before: RecordView, after: RecordView): SeenChange[] {
  const old = new Map(propertiesOf(before).map((property) => [property.name, property]));
  const at = new Date();
  return propertiesOf(after)
    .filter((property) => (old.get(property.name)?.value ?? '') !== property.value)
    .map(({ name, label, display }) => ({
      key: `${name} ${after.version}`,
      name,
      label,
      before: old.get(name)?.display ?? '',
      after: display,
      at,
    }));
}

/** The record as the emulator holds it now, read again every second, and what changed on the way. */
export function useRecord(first: RecordView) {
  const [view, setView] = useState(first);
  const [changes, setChanges] = useState<readonly SeenChange[]>([]);
  const [gone, setGone] = useState(false);
  const last = useRef({ text: JSON.stringify(first), view: first });
  const { portalId, objectTypeId, objectId } = first;
  const refresh = useCallback(async () => {
    const next = await read<RecordView>('/record', { portalId, objectTypeId, objectId });
    if (next === null) return setGone(true);
    const text = JSON.stringify(next);
    if (text === last.current.text) return;
    const seen = changesBetween(last.current.view, next);
    last.current = { text, view: next };
    setView(next);
    if (seen.length > 0) setChanges((before) => [...seen, ...before].slice(0, 50));
  }, [portalId, objectTypeId, objectId]);
  useEffect(() => {
    // The emulator may be stopped and started again below an open page: the next poll finds it.
    const timer = setInterval(() => void refresh().catch(() => {}), POLL_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return { view, changes, gone, refresh };
}
