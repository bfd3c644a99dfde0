import { useCallback, useEffect, useRef, useState } from 'react';
import { read } from './ask.ts';

/**
 * A view that is read again every so often, so that what another program does shows without a reload. The emulator may
 * be stopped and started again below an open page: the next reading finds it.
 */
export function useFresh<View>(first: View, path: string, query: Readonly<Record<string, string | number>>, ms = 2000) {
  const [view, setView] = useState(first);
  const last = useRef(JSON.stringify(first));
  const words = JSON.stringify(query);
  const refresh = useCallback(async () => {
    const next = await read<View>(path, JSON.parse(words) as typeof query);
    const text = JSON.stringify(next);
    if (next === null || text === last.current) return;
    last.current = text;
    setView(next);
  }, [path, words]);
  useEffect(() => {
    const timer = setInterval(() => void refresh().catch(() => {}), ms);
    return () => clearInterval(timer);
  }, [refresh, ms]);
  return { view, refresh };
}
