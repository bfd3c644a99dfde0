import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createLocks } from './locks.ts';
import type { Db, Query, Row } from './db.ts';
import { lockFolder } from './folder-lock.ts';
import type { Answer, Request } from './pglite-message.ts';

/**
 * The embedded store. PGlite never yields to the event loop (measured: 0 timer ticks in 1 s of awaited queries), so it
 * lives in a thread of its own. It never calls fsync: safe against a killed process, not against a power cut.
 */
export async function openPglite(folder: string): Promise<Db> {
  const unlock = folder === 'memory:' ? () => {} : lockFolder(folder);
  if (folder !== 'memory:') mkdirSync(folder, { recursive: true });
  try {
    if (folder !== 'memory:') await make(folder);
  } catch (error) {
    unlock();
    throw error;
  }
  const thread = startThread(folder);
  const exclusive = oneAfterTheOther();
  const query: Query = async <T extends Row>(sql: string, params: readonly unknown[] = []) =>
    (await thread.send('query', sql, params)) as T[];
  try {
    await thread.send('open');
  } catch (error) {
    await thread.end();
    unlock();
    throw error;
  }
  return {
    kind: 'pglite',
    query: (sql, params) => exclusive(() => query(sql, params)),
    tx: (fn) => exclusive(() => transaction(query, fn)),
    script: (sql, params) => exclusive(() => script(thread.send, sql, params)),
    fenced: () => ({
      query: (sql, params) => exclusive(() => query(sql, params)),
      tx: (fn) => exclusive(() => transaction(query, fn)),
    }),
    passesFence: () => Promise.resolve(true),
    // The folder lock keeps other processes away.
    ...createLocks(),
    async listen(channel, fn) {
      const remove = thread.onNotice(channel, fn);
      await exclusive(() => thread.send('listen', channel));
      return async () => remove();
    },
    async close() {
      await exclusive(() => thread.send('close'));
      await thread.end();
      unlock();
    },
  };
}

/**
 * A new store is made in a thread of its own, and opened in the next one: what making it takes, some 300 MB, would stay with
 * the process to its end.
 */
async function make(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  const maker = startThread(folder);
  try {
    await maker.send('open');
    await maker.send('close');
  } finally {
    await maker.end();
  }
}

type Send = (op: Request['op'], sql?: string, params?: readonly unknown[]) => Promise<Row[]>;

async function transaction<T>(query: Query, fn: (q: Query) => Promise<T>): Promise<T> {
  await query('begin');
  try {
    const result = await fn(query);
    await query('commit');
    return result;
  } catch (error) {
    await query('rollback').catch(() => {});
    throw error;
  }
}

/** There is one session only: a script that fails between begin and commit must not leave its transaction to the next. */
async function script(send: Send, sql: string, params: readonly unknown[] | undefined): Promise<Row[]> {
  try {
    return params?.length ? await send('query', sql, params) : await send('script', sql);
  } catch (error) {
    await send('script', 'rollback').catch(() => {});
    throw error;
  }
}

/** PGlite has one session, so statements of two transactions must not interleave. */
function oneAfterTheOther() {
  let tail: Promise<unknown> = Promise.resolve();
  return <T>(fn: () => Promise<T>): Promise<T> => {
    const result = tail.then(fn, fn);
    tail = result.catch(() => {});
    return result;
  };
}

function startThread(folder: string) {
  const worker = new Worker(new URL('pglite-worker.ts', import.meta.url), {
    workerData: { folder },
    execArgv: ['--no-warnings'],
  });
  const waiting = new Map<number, { resolve: (rows: Row[]) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<(payload: string) => void>>();
  let lastNo = 0;
  worker.on('message', (answer: Answer) => {
    if ('channel' in answer) {
      for (const fn of listeners.get(answer.channel) ?? []) fn(answer.payload);
      return;
    }
    const caller = waiting.get(answer.no);
    waiting.delete(answer.no);
    if ('rows' in answer) caller?.resolve(answer.rows);
    else caller?.reject(Object.assign(new Error(answer.error.message), answer.error));
  });
  const failAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('The embedded store was closed.')));
  const send: Send = (op, sql = '', params = []) =>
    new Promise((resolve, reject) => {
      const no = ++lastNo;
      waiting.set(no, { resolve, reject });
      worker.postMessage({ no, op, sql, params: [...params] } satisfies Request);
    });
  const onNotice = (channel: string, fn: (payload: string) => void): (() => void) => {
    const set = listeners.get(channel) ?? new Set();
    listeners.set(channel, set.add(fn));
    return () => set.delete(fn);
  };
  return { send, onNotice, end: async () => void (await worker.terminate()) };
}
