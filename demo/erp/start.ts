import type { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { openDatabase, DATABASE } from './database.ts';
import { lockFolder, StartError } from './folder-lock.ts';

/** The server's pool, a psql or two, tests; all share PGlite's one backend, one query or transaction at a time. */
const MAX_CONNECTIONS = 20;

export interface DemoErpOptions {
  /** 0 picks a free port. */
  readonly port: number;
  /** Null keeps everything in memory. */
  readonly dataDir: string | null;
  /** `YYYY-MM-DD`; pins the ERP's calendar. Only looked at when the database is created. */
  readonly today?: string;
}

export interface DemoErp {
  readonly url: string;
  close(): Promise<void>;
}

export async function startDemoErp({ port, dataDir, today }: DemoErpOptions): Promise<DemoErp> {
  const unlock = dataDir === null ? () => {} : lockFolder(dataDir);
  try {
    const db = await openDatabase(dataDir, today ?? null);
    const server = await listen(db, port);
    return {
      url: `postgresql://erp@${server.getServerConn()}/${DATABASE}`,
      async close() {
        await server.stop();
        await db.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function listen(db: PGlite, port: number): Promise<PGLiteSocketServer> {
  const server = new PGLiteSocketServer({ db, port, host: '127.0.0.1', maxConnections: MAX_CONNECTIONS });
  try {
    await server.start();
    return server;
  } catch (error) {
    await db.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new StartError(
      `Port ${port} is taken, so the demo ERP cannot listen. Stop the program that uses it, or set DEMO_ERP_PORT to another port.`,
      { cause: error },
    );
  }
}
