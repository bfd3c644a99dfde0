import { Gauge, type Registry } from 'prom-client';
import { z } from 'zod';
import type { Counted, Figures } from '../store/figures.ts';

/** Within one scrape all gauges are told from one look at the store. */
const SAME_SCRAPE_MS = 500;

const Journal = z.object({ publishedAt: z.string().nullable(), knownUntil: z.string() });

/** How the store stands, looked up whenever somebody asks, so that every process tells the same, also after a restart. */
export function watchStore(registry: Registry, read: () => Promise<Figures>): void {
  // A store that is down is told of, and is no reason to tell nothing else.
  const figures = shared(() => read().catch(() => null));
  const gauge = (name: string, help: string, value: (figures: Figures) => number): void => {
    // It registers itself.
    void new Gauge({
      name: `ledgerline_${name}`,
      help,
      registers: [registry],
      async collect() {
        const now = await figures();
        // What is not known is told as that; a zero would say that all is well.
        this.set(now === null ? Number.NaN : value(now));
      },
    });
  };
  const counts = (name: string, help: string, label: string, of: (figures: Figures) => readonly Counted[]): void => {
    void new Gauge({
      name: `ledgerline_${name}`,
      help,
      labelNames: [label],
      registers: [registry],
      async collect() {
        this.reset();
        const now = await figures();
        for (const { name: value, count } of now === null ? [] : of(now)) this.set({ [label]: value }, count);
      },
    });
  };
  void new Gauge({
    name: 'ledgerline_store_up',
    help: '1 when the store answers, 0 when it does not; what is read from it is then NaN or absent.',
    registers: [registry],
    async collect() {
      this.set((await figures()) === null ? 0 : 1);
    },
  });
  gauge('notices_waiting', 'Records that deserve a look, due or put off.', ({ waiting }) => waiting);
  gauge('queue_age_seconds', 'How long the look that is due for longest has been due.', (one) => one.overdueSeconds);
  counts('inbox_entries', 'What waits for a person, by kind.', 'kind', ({ inbox }) => inbox);
  counts('installs', 'HubSpot accounts, by the state of the install.', 'state', ({ installs }) => installs);
  counts('runs_running', 'Runs that are going on, by kind.', 'kind', ({ running }) => running);
  gauge(
    'journal_read_timestamp_seconds',
    'Up to when nothing in the journal is unread; 0 where no journal is read.',
    ({ journal }) => seconds(journal, 'knownUntil'),
  );
  gauge(
    'journal_page_timestamp_seconds',
    'When HubSpot published the page of the journal that was read last.',
    ({ journal }) => seconds(journal, 'publishedAt'),
  );
  gauge('sweep_last_timestamp_seconds', 'When an object was last swept by its dates.', ({ sweptAt }) => sweptAt);
}

function seconds(journal: string | null, which: 'publishedAt' | 'knownUntil'): number {
  const place = journal === null ? null : (Journal.safeParse(JSON.parse(journal)).data ?? null);
  const moment = place?.[which] ?? null;
  return moment === null ? 0 : Date.parse(moment) / 1000;
}

function shared<T>(read: () => Promise<T>): () => Promise<T> {
  let held: { readonly at: number; readonly value: Promise<T> } | null = null;
  return () => {
    const now = performance.now();
    if (held === null || now - held.at > SAME_SCRAPE_MS) held = { at: now, value: read() };
    return held.value;
  };
}
