import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import pg from 'pg';

export interface OwnDatabase {
  readonly url: string;
  query(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** A database of its own for a system behind a port: embedded, or on the PostgreSQL that there is. */
export async function openOwnDatabase(target: string): Promise<OwnDatabase> {
  const { url, close } = target === 'memory:' ? await embedded() : await onServer(target);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    url,
    query: async (sql, values) =>
      (await client.query<Record<string, unknown>>(sql, values ? [...values] : undefined)).rows,
    async close() {
      await client.end();
      await close();
    },
  };
}

async function embedded(): Promise<Omit<OwnDatabase, 'query'>> {
  const db = await PGlite.create('memory://');
  const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1', maxConnections: 20 });
  await server.start();
  return {
    url: `postgresql://erp@${server.getServerConn()}/postgres`,
    async close() {
      await server.stop();
      await db.close();
    },
  };
}

async function onServer(target: string): Promise<Omit<OwnDatabase, 'query'>> {
  const name = `erp_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: target });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(target);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async close() {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
