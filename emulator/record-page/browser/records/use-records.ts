import { useCallback, useEffect, useRef, useState } from 'react';
import type { AskedRecords, RecordsView } from '../../pages/records-view.ts';
import { read } from '../ask.ts';

const POLL_MS = 4000;

/** The words of an address that ask for a list; what is as usual is left out. */
function wordsOf({ query, page, pageSize, sort, descending }: AskedRecords): Record<string, string> {
  return {
    ...(query ? { q: query } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
    ...(pageSize === 25 ? {} : { size: String(pageSize) }),
    ...(sort ? { sort, order: descending ? 'descending' : 'ascending' } : {}),
  };
}

/** The list that is asked for, in the address too, and its rows as they are now. */
export function useRecords(first: RecordsView) {
  const [asked, setAsked] = useState(first.asked);
  const [view, setView] = useState(first);
  const latest = useRef(0);
  const { portalId, objectTypeId, href } = first;
  const refresh = useCallback(async () => {
    const turn = (latest.current += 1);
    const columns = asked.columns.length > 0 ? { columns: asked.columns.join(',') } : {};
    const next = await read<RecordsView>('/records', { portalId, objectTypeId, ...wordsOf(asked), ...columns });
    // An answer that was overtaken by a newer question is not shown.
    if (next && turn === latest.current) setView(next);
  }, [asked, portalId, objectTypeId]);
  useEffect(() => {
    const words = new URLSearchParams(wordsOf(asked)).toString();
    const address = words === '' ? href : `${href}${href.includes('?') ? '&' : '?'}${words}`;
    history.replaceState(null, '', address);
    void refresh().catch(() => {});
    const timer = setInterval(() => void refresh().catch(() => {}), POLL_MS);
    return () => clearInterval(timer);
  }, [asked, href, refresh]);
  /** Any other question starts at the first page. */
  const ask = (change: Partial<AskedRecords>) => setAsked((before) => ({ ...before, page: 1, ...change }));
  return { view, asked, ask, refresh };
}
