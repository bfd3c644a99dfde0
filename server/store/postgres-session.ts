import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

type Listener = {
  readonly heard: (payload: string) => void;
  readonly again: () => void;
};

/** One connection for all that belongs to a connection: channels, and locks that nobody waits for. */
export interface Session {
  /** The connection there is now; rejects while there is none to be had. */
  connection(): Promise<pg.Client>;
  /** One statement at a time on a connection of the session's; it fails when that one is broken. */
  query<Row extends pg.QueryResultRow>(connection: pg.Client, sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Goes on over a broken connection; `again` is called when it does, since what was told meanwhile was not heard. */
  listen(channel: string, heard: (payload: string) => void, again: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const RECONNECT_MS = 500;

export function openSession(options: pg.ClientConfig): Session {
  const channels = new Map<string, Set<Listener>>();
  const closing = new AbortController();
  let opening: Promise<pg.Client> | null = null;
  let tail: Promise<unknown> = Promise.resolve();

  const open = async (): Promise<pg.Client> => {
    const client = new pg.Client(options);
    // That it broke is told by its end as well.
    client.on('error', () => {});
    client.on('notification', ({ channel, payload = '' }) => {
      for (const { heard } of channels.get(channel) ?? []) heard(payload);
    });
    await client.connect();
    for (const channel of channels.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    client.once('end', () => {
      opening = null;
      if (channels.size > 0) void reconnect();
    });
    return client;
  };
  const query: Session['query'] = async <Row extends pg.QueryResultRow>(
    client: pg.Client,
    sql: string,
    values: readonly unknown[] = [],
  ) => {
    const result = tail.then(() => client.query<Row>(sql, [...values]));
    tail = result.catch(() => {});
    return (await result).rows;
  };
  const connection = (): Promise<pg.Client> => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  const reconnect = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const isOpen = await connection().then(
        () => true,
        () => false,
      );
      if (isOpen) return [...channels.values()].forEach((all) => all.forEach(({ again }) => again()));
      await wait(RECONNECT_MS, undefined, { signal: closing.signal }).catch(() => {});
    }
  };
  return {
    connection,
    query,
    async listen(channel, heard, again) {
      const listener = { heard, again };
      const all = channels.get(channel) ?? new Set();
      channels.set(channel, all.add(listener));
      try {
        await query(await connection(), `listen ${pg.escapeIdentifier(channel)}`);
      } catch (error) {
        all.delete(listener);
        throw error;
      }
      return async () => void all.delete(listener);
    },
    async close() {
      closing.abort();
      await (await opening?.catch(() => null))?.end();
    },
  };
}
