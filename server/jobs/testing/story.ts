import type { DocumentPage } from '../../engine/connector.ts';
import { Mapping } from '../../engine/mapping.ts';
import type { Priority } from '../../engine/priority.ts';
import type { FieldType } from '../../engine/record.ts';
import type { Db } from '../../store/db.ts';
import { noticeBacklogs } from '../../store/notices.ts';
import { emptyStore } from '../../store/test-store.ts';
import { createMemorySystem } from '../memory-connector.ts';
import type { MemorySystem } from '../memory-connector.ts';
import { createSyncService } from '../sync-service.ts';
import type { RunView, SyncService } from '../sync-service.ts';

export const PORTAL = 12345678;

export const mapping = Mapping.parse({
  version: 1,
  left: 'crm',
  right: 'erp',
  pairs: [
    {
      name: 'customer',
      left: 'companies',
      right: 'customer',
      reference: 'erp_id',
      match: [
        [{ left: 'erp_id', right: '$id' }],
        [{ left: 'domain', right: 'domain' }],
        [
          { left: 'name', right: 'name' },
          { left: 'zip', right: 'zip' },
        ],
      ],
      fields: [
        { left: 'phone', right: 'phone' },
        { left: 'zip', right: 'zip' },
        { left: 'name', right: 'name', direction: 'to-left' },
        { left: 'domain', right: 'domain', direction: 'to-left' },
      ],
      provision: [{ name: 'erp_id', label: 'ERP id', type: 'string', unique: true }],
    },
    {
      name: 'invoice',
      left: 'invoices',
      right: 'invoice',
      reference: 'erp_id',
      fields: [
        { left: 'billable', value: false },
        { left: 'title', right: 'title', direction: 'to-left' },
        { left: 'status', right: 'status', direction: 'to-left', late: true },
      ],
      associations: [{ to: 'customer', right: 'customer_id' }],
      provision: [{ name: 'erp_id', label: 'ERP id', type: 'string', unique: true }],
    },
  ],
});

const field = (name: string, type: FieldType = 'string') => ({ name, type, readOnly: false, unique: false });

export const createCrm = (): MemorySystem =>
  createMemorySystem({
    name: 'crm',
    objects: [
      { name: 'companies', fields: ['name', 'domain', 'zip', 'phone'].map((name) => field(name)) },
      { name: 'invoices', fields: [field('title'), field('status'), field('billable', 'boolean')] },
    ],
  });

export const createErp = (documents: (cursor: string | null) => DocumentPage[] = () => []): MemorySystem =>
  createMemorySystem({
    name: 'erp',
    pageSize: 2,
    documents,
    objects: [
      { name: 'customer', fields: ['name', 'domain', 'zip', 'phone'].map((name) => field(name)) },
      { name: 'invoice', fields: ['title', 'status', 'customer_id'].map((name) => field(name)) },
    ],
  });

/** The ERP with one more text field of its customers. */
export const createSystemWith = (name: string): MemorySystem =>
  createMemorySystem({
    name: 'erp',
    pageSize: 2,
    objects: [
      { name: 'customer', fields: ['name', 'domain', 'zip', 'phone', name].map((one) => field(one)) },
      { name: 'invoice', fields: ['title', 'status', 'customer_id'].map((one) => field(one)) },
    ],
  });

/** Both systems, the store and the service between them. */
export interface Story {
  readonly crm: MemorySystem;
  readonly erp: MemorySystem;
  readonly db: Db;
  sync: SyncService;
  /** Set it to crash between the writes and their saving. */
  crash: boolean;
  readonly logged: string[];
  /** How urgent the work was for which the left system was opened. */
  readonly opened: Set<Priority>;
  run(kind: 'plan' | 'sync'): Promise<RunView>;
  /** A service in place of the one that was stopped, on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startStory(
  db: Db,
  options: {
    readonly crm?: MemorySystem;
    readonly erp?: MemorySystem;
    readonly pollSeconds?: number;
    readonly mapping?: Mapping;
    readonly sliceMs?: number;
  } = {},
): Promise<Story> {
  await emptyStore(db);
  const crm = options.crm ?? createCrm();
  const erp = options.erp ?? createErp();
  const logged: string[] = [];
  const opened = new Set<Priority>();
  const write = (_details: object, message: string): void => void logged.push(message);
  const create = (): SyncService =>
    createSyncService({
      db,
      mapping: options.mapping ?? mapping,
      async left(_portalId, priority) {
        opened.add(priority);
        return crm.connector;
      },
      right: erp.connector,
      rightName: 'erp',
      log: { info: write, warn: write, error: write },
      pollSeconds: options.pollSeconds ?? 0.2,
      settleMs: 0,
      ...(options.sliceMs !== undefined && { sliceMs: options.sliceMs }),
      portals: async () => [PORTAL],
      afterWrite: () => {
        if (story.crash) throw new Error('the power went out');
      },
    });
  const story: Story = {
    crm,
    erp,
    db,
    sync: create(),
    crash: false,
    logged,
    opened,
    run: (kind) => runToEnd(story, kind),
    async restart() {
      await story.sync.stop();
      story.sync = create();
      await story.sync.start();
    },
    close: () => story.sync.stop(),
  };
  await story.sync.start();
  return story;
}

const runToEnd = async (story: Story, kind: 'plan' | 'sync'): Promise<RunView> =>
  ended(story, await story.sync.begin(PORTAL, kind));

/** A run, once it is over. */
export async function ended(story: Story, id: string, ms = 30_000): Promise<RunView> {
  return eventually(async () => {
    const run = await story.sync.runView(PORTAL, id);
    return run && run.state !== 'running' ? run : null;
  }, ms);
}

/** The first result that is something. */
export async function eventually<T>(look: () => Promise<T | null | false> | T | null | false, ms = 8000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(`Nothing came within ${ms} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** When every hint has been looked at. */
export const settled = (story: Story): Promise<boolean> =>
  eventually(async () => (await noticeBacklogs(story.db)).length === 0);
