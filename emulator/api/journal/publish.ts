import type { Hub } from '../hub.ts';
import { nextNumber } from '../webhooks/sequence.ts';
import { type FileRow, fileTable, type JournalEvent, type PendingRow, pendingTable, streamOf } from './rows.ts';

const HOUR = 3_600_000;

/** Writes an event into the app's journals: the one of the portal and the one over all portals. */
export function write(hub: Hub, appId: number, portalId: number, event: JournalEvent): void {
  for (const stream of [streamOf(appId, null), streamOf(appId, portalId)]) {
    publish(hub, stream);
    const row: PendingRow = { at: hub.clock.now(), event };
    hub.tables.put(pendingTable(stream), String(nextNumber(hub, 'journal')), row);
  }
}

/** The files that can be read now, oldest first. */
export function filesOf(hub: Hub, stream: string): FileRow[] {
  publish(hub, stream);
  forgetOld(hub, stream);
  return [...hub.tables.rows<FileRow>(fileTable(stream)).values()];
}

/**
 * Puts events into files, as if that had been done when they were due: the boundaries follow from the times of the
 * events, not from when somebody looked.
 */
function publish(hub: Hub, stream: string): void {
  const table = pendingTable(stream);
  for (;;) {
    const rows = hub.tables.rows<PendingRow>(table);
    const first = rows.values().next().value;
    const publishedAt = (first?.at ?? Infinity) + hub.settings.journalPublishMs;
    if (publishedAt > hub.clock.now()) return;
    const keys = fileful(hub, rows);
    const events = keys.map((key) => rows.get(key)?.event ?? {});
    for (const key of keys) hub.tables.remove(table, key);
    const file: FileRow = { offset: hub.random.uuid(), publishedAt, events };
    hub.tables.put(fileTable(stream), file.offset, file);
  }
}

/** The keys of the events that go into one file. All that wait are of one interval: every write publishes what is due. */
function fileful(hub: Hub, rows: ReadonlyMap<string, PendingRow>): string[] {
  const { journalFileEvents, journalFileBytes } = hub.settings;
  const keys: string[] = [];
  let bytes = 0;
  for (const [key, { event }] of rows) {
    bytes += Buffer.byteLength(JSON.stringify(event)) + 1;
    if (keys.length > 0 && (keys.length >= journalFileEvents || bytes > journalFileBytes)) break;
    keys.push(key);
  }
  return keys;
}

function forgetOld(hub: Hub, stream: string): void {
  const since = hub.clock.now() - hub.settings.journalRetentionHours * HOUR;
  for (const [offset, file] of hub.tables.rows<FileRow>(fileTable(stream))) {
    if (file.publishedAt >= since) return;
    hub.tables.remove(fileTable(stream), offset);
  }
}
