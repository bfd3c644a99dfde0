import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { Answer, Request } from './pglite-message.ts';
import { int8 } from './int8.ts';

const INT8_OID = 20;
const { folder } = workerData as { folder: string };
const pglite = new PGlite({
  ...(folder === 'memory:' ? {} : { dataDir: folder }),
  parsers: { [INT8_OID]: int8 },
});
const post = (answer: Answer): void => parentPort?.postMessage(answer);

async function run({ op, sql, params }: Request): Promise<Record<string, unknown>[]> {
  if (op === 'query') return (await pglite.query<Record<string, unknown>>(sql, [...params])).rows;
  if (op === 'script') return (await pglite.exec(sql)).flatMap((result) => result.rows);
  if (op === 'listen') await pglite.listen(sql, (payload) => post({ channel: sql, payload }));
  else if (op === 'open') await pglite.waitReady;
  else await pglite.close();
  return [];
}

parentPort?.on('message', (request: Request) => {
  run(request).then(
    (rows) => post({ no: request.no, rows }),
    (error: Error & { code?: string; constraint?: string }) =>
      post({
        no: request.no,
        error: { message: error.message, code: error.code, constraint: error.constraint },
      }),
  );
});
