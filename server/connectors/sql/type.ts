import { z } from 'zod';
import { Secret } from '../../secret.ts';
import type { ConnectorType } from '../connector-type.ts';
import { createSqlConnector } from './connector.ts';
import { SqlDefinition } from './definition.ts';

const Config = SqlDefinition.extend({ url: z.string().transform((url) => new Secret(url)) });

/** A PostgreSQL database by tables and views. */
export const sql: ConnectorType<z.infer<typeof Config>> = {
  name: 'sql',
  secrets: ['url'],
  config: Config,
  create: ({ url, ...definition }, { fileName, log, fence }) =>
    createSqlConnector({ url: url.reveal(), definition, fileName, log, fence }),
};
