import type { BlockList } from 'node:net';
import type { Connector } from '../../engine/connector.ts';
import { createCatalog } from './catalog.ts';
import { openDatabase, type Log } from './database.ts';
import type { SqlDefinition } from './definition.ts';
import { readDocuments } from './documents.ts';
import { createObjects } from './objects.ts';
import { getRecords, readRecords } from './records.ts';
import { writeChanges } from './write.ts';

export interface SqlConnectorOptions {
  /** `postgresql://user:password@host:port/database`; the password never leaves this module. */
  readonly url: string;
  readonly definition: SqlDefinition;
  /** For messages. */
  readonly fileName?: string;
  readonly log?: Log;
  /** Addresses that are not connected to. */
  readonly fence?: BlockList;
}

/** Reads and writes a PostgreSQL database by the connection file. */
export function createSqlConnector(options: SqlConnectorOptions): Connector {
  const { definition, fileName = 'the connection file', log } = options;
  const db = openDatabase(options.url, log, options.fence);
  const catalog = createCatalog(db, fileName);
  const objects = createObjects(catalog, definition, fileName);
  return {
    name: 'sql',
    describe: () => objects.describe(),
    async *read(request) {
      yield* readRecords(db, await objects.get(request.object), definition, fileName, request);
    },
    async get(request) {
      return getRecords(db, await objects.get(request.object), definition, fileName, request);
    },
    write: (changes) => writeChanges(db, objects, changes),
    documents: (cursor) =>
      readDocuments(
        {
          db,
          catalog,
          definition,
          fileName,
          setAside: (error) => log?.warn({ record: error.record, reason: error.reason }, 'A document was set aside.'),
        },
        cursor,
      ),
    close: () => db.close(),
  };
}
