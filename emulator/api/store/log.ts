import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Tables } from './tables.ts';

const FILE = 'state.jsonl';
const FLUSH_MS = 100;
const CHUNK = 1 << 20;

export interface StateLog {
  close(): void;
}

/**
 * Makes the tables durable in `dataDir/state.jsonl`: one line per change, `[table, key, row]` or `[table, key]` for a
 * removal. The file is replayed, rewritten without history, and then appended to; at most the last 100 ms are lost
 * when the process is killed.
 */
export async function openLog(dataDir: string, tables: Tables): Promise<StateLog> {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, FILE);
  if (existsSync(path)) await replay(path, tables);
  const file = { fd: compact(path, tables) };
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    timer = null;
    if (waiting.length === 0) return;
    const text = waiting.join('');
    waiting = [];
    writeSync(file.fd, text);
  };
  tables.listen({
    changed({ table, key, row }) {
      waiting.push(line(table, key, row));
      timer ??= setTimeout(flush, FLUSH_MS).unref();
    },
    cleared() {
      waiting = [];
      closeSync(file.fd);
      file.fd = openSync(path, 'w');
    },
  });
  return {
    close() {
      if (timer) clearTimeout(timer);
      flush();
      fsyncSync(file.fd);
      closeSync(file.fd);
    },
  };
}

const line = (table: string, key: string, row: unknown): string =>
  `${JSON.stringify(row === undefined ? [table, key] : [table, key, row])}\n`;

async function replay(path: string, tables: Tables): Promise<void> {
  let torn: number | null = null;
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    if (torn !== null) {
      throw new Error(`${path}: line ${torn} is not JSON. Restore the file, or delete it to start from the seed.`);
    }
    const change = parse(text);
    // A process killed while writing leaves half a line at the end, and only there.
    if (!change) torn = number;
    else if (change.length === 2) tables.remove(change[0], change[1]);
    else tables.put(...change);
  }
}

function parse(text: string): [string, string] | [string, string, object] | null {
  try {
    return JSON.parse(text) as [string, string] | [string, string, object];
  } catch {
    return null;
  }
}

/** Writes what is alive into a new file, puts it in the old one's place, and answers its descriptor for appending. */
function compact(path: string, tables: Tables): number {
  const fresh = `${path}.new`;
  const fd = openSync(fresh, 'w');
  let chunk = '';
  for (const table of tables.names()) {
    for (const [key, row] of tables.rows(table)) {
      chunk += line(table, key, row);
      if (chunk.length > CHUNK) {
        writeSync(fd, chunk);
        chunk = '';
      }
    }
  }
  writeSync(fd, chunk);
  fsyncSync(fd);
  renameSync(fresh, path);
  return fd;
}
