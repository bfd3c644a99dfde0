import { randomUUID } from 'node:crypto';
import type { Connector } from '../../../engine/connector.ts';
import type { Trouble } from '../../testing/test-system.ts';
import type { OwnDatabase } from './own-database.ts';

/** Troubles that need users, of which the embedded database has one alone. */
export function serverTroubles(database: OwnDatabase, open: (change: (url: URL) => void) => Connector) {
  const roles: string[] = [];
  const as = (user: string): Connector => open((url) => (url.username = user));
  const withRole = async (options: string): Promise<Connector> => {
    const role = `shop_${randomUUID().replaceAll('-', '')}`;
    await database.query(`create role ${role} login ${options}`);
    roles.push(role);
    return as(role);
  };
  const trouble: Trouble = {
    // PostgreSQL says "too many connections" and not when there will be fewer.
    busy: async () => ({ connector: await withRole('connection limit 0'), afterMs: null }),
    wrongCredentials: async () => as('nobody_of_that_name'),
    missingRight: async () => ({ connector: await withRole(''), words: /permission denied.*grant select/i }),
  };
  return {
    trouble,
    async close() {
      for (const role of roles) await database.query(`drop role ${role}`);
    },
  };
}
