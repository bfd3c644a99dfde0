import type { Mapping } from '../../engine/mapping.ts';
import type { FieldType } from '../../engine/record.ts';
import { books } from '../../engine/testing/books.ts';
import type { Db } from '../../store/db.ts';
import { createMemorySystem } from '../memory-connector.ts';
import type { MemorySystem } from '../memory-connector.ts';
import { SLICE_MS } from '../slice.ts';
import type { ReconcileReport } from '../sync-service.ts';
import { ended, PORTAL, startStory } from './story.ts';
import type { Story } from './story.ts';

const fields = (types: Record<string, FieldType>) =>
  Object.entries(types).map(([name, type]) => ({ name, type, readOnly: false, unique: name === 'erp_id' }));
const CUSTOMER = { name: 'string', phone: 'string', balance: 'decimal', currency: 'string' } as const;
const INVOICE = { number: 'string', total: 'decimal', currency: 'string', note: 'string', status: 'string' } as const;

/** The books, but for what becomes of the counterpart of an invoice that is removed; however many are. */
export const mappingWith = (deleted: Mapping['pairs'][number]['deleted']): Mapping => ({
  ...books,
  capRemovePercent: 100,
  pairs: books.pairs.map((pair) => (pair.name === 'invoice' ? { ...pair, deleted } : pair)),
});

/** Empty books on either side. */
export function createBooks(): { readonly crm: MemorySystem; readonly erp: MemorySystem } {
  const crm = createMemorySystem({
    name: 'crm',
    objects: [
      { name: 'companies', fields: fields({ ...CUSTOMER, erp_id: 'string' }) },
      { name: 'invoices', fields: fields({ ...INVOICE, erp_id: 'string' }) },
    ],
  });
  const erp = createMemorySystem({
    name: 'erp',
    pageSize: 4,
    objects: [
      { name: 'customer', fields: fields(CUSTOMER) },
      { name: 'invoice', fields: fields({ ...INVOICE, customer_id: 'string' }) },
    ],
  });
  return { crm, erp };
}

/** Three customers, nine invoices, one company of HubSpot's own; synced. Polls are too rare to notice anything. */
export async function startReconcileStory(db: Db, mapping: Mapping = books, sliceMs = SLICE_MS): Promise<Story> {
  const { crm, erp } = createBooks();
  const story = await startStory(db, { crm, erp, pollSeconds: 3600, mapping, sliceMs });
  for (const [index, id] of ['A', 'B', 'C'].entries()) {
    erp.put('customer', id, { name: `Customer ${id}`, phone: `+4930${index}`, balance: '10.05', currency: 'EUR' });
    for (const no of [1, 2, 3]) {
      const currency = no === 3 ? 'USD' : 'EUR';
      const invoice = { number: `${id}-${no}`, total: `${no}0.1${index}`, currency, note: null, status: 'open' };
      erp.put('invoice', `${id}${no}`, { ...invoice, customer_id: id });
    }
  }
  crm.put('companies', 'prospect', { name: 'Prospect', phone: null });
  await story.run('sync');
  return story;
}

export async function reconcile(story: Story, pairs: string[] = []): Promise<ReconcileReport> {
  const id = await story.sync.reconcile(PORTAL, pairs);
  const run = await ended(story, id);
  if (run.state === 'failed') throw new Error(run.error ?? 'the reconcile failed');
  const report = await story.sync.reconcileReport(PORTAL, id);
  if (!report) throw new Error('There is no report.');
  return report;
}

export async function repair(story: Story, report: ReconcileReport): Promise<void> {
  const run = await ended(story, await story.sync.repair(PORTAL, report.run.id));
  if (run.state === 'failed') throw new Error(run.error ?? 'the repair failed');
}
