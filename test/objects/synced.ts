import { parseMapping } from '../../server/engine/parse.ts';
import type { FieldDescription, ObjectDescription } from '../../server/engine/connector.ts';
import { createMemorySystem, type MemorySystem } from '../../server/jobs/memory-connector.ts';
import { createSyncService, type RunView, type SyncService } from '../../server/jobs/sync-service.ts';
import { eventually } from '../../server/jobs/testing/story.ts';
import { noticeBacklogs } from '../../server/store/notices.ts';
import { openTestStore } from '../../server/store/test-store.ts';
import { PORTAL } from '../../emulator/testing/project.ts';
import { startHubSpot, type HubSpot } from './hubspot.ts';

/** The emulator and an ERP in memory, kept in step by one mapping. */
export interface Synced {
  readonly hubspot: HubSpot;
  readonly erp: MemorySystem;
  readonly sync: SyncService;
  run(kind: 'plan' | 'sync'): Promise<RunView>;
  /** When nothing is left to look at. */
  settled(): Promise<unknown>;
  close(): Promise<void>;
}

export const mappingOf = (pairs: string): string => `version: 1\nleft: hubspot\nright: erp\npairs:\n${pairs}`;

export const textFields = (...names: string[]): FieldDescription[] =>
  names.map((name) => ({ name, type: 'string', readOnly: false, unique: false }));

export async function startSynced(mapping: string, objects: readonly ObjectDescription[]): Promise<Synced> {
  const parsed = parseMapping(mapping, 'test');
  const hubspot = await startHubSpot([...new Set(parsed.pairs.map(({ left }) => left))]);
  const erp = createMemorySystem({ name: 'erp', objects });
  const { db, close } = await openTestStore('memory:');
  const silent = (): void => {};
  const sync = createSyncService({
    db,
    mapping: parsed,
    left: async () => hubspot.connector,
    right: erp.connector,
    rightName: 'erp',
    log: { info: silent, warn: silent, error: silent },
    pollSeconds: 0.1,
    settleMs: 0,
    portals: async () => [PORTAL],
  });
  await sync.start();
  return {
    hubspot,
    erp,
    sync,
    async run(kind) {
      const id = await sync.begin(PORTAL, kind);
      return eventually(async () => {
        const view = await sync.runView(PORTAL, id);
        return view && view.state !== 'running' ? view : null;
      }, 30_000);
    },
    settled: () => eventually(async () => (await noticeBacklogs(db)).length === 0),
    async close() {
      await sync.stop();
      await close();
      await hubspot.emulator.close();
    },
  };
}
