import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { ConfigError } from '../engine/error.ts';
import type { Mapping } from '../engine/mapping.ts';
import { parseMapping } from '../engine/parse.ts';
import { readConnection, type Connection } from './connector-types.ts';

/** What is to be kept in step, as the operator's files say. */
export interface Plan {
  readonly mapping: Mapping;
  readonly mappingFile: string;
  readonly connection: Connection;
  readonly connectionFile: string;
}

/** Reads and parses the mapping and the connection file. Throws ConfigError naming variable, file and fix. */
export function readPlan({ mappingFile, connectionFile, erp }: Config): Plan {
  if (mappingFile === null || connectionFile === null) {
    throw new ConfigError(
      'The server has not been told what to keep in step.',
      'Set LEDGERLINE_MAPPING, LEDGERLINE_CONNECTION and the secrets of the connection (ERP_URL); "npm start" shows a whole example that needs no setting.',
    );
  }
  const mapping = parseMapping(text(mappingFile, 'LEDGERLINE_MAPPING'), mappingFile);
  const connection = readConnection(text(connectionFile, 'LEDGERLINE_CONNECTION'), connectionFile, erp.secrets);
  if (mapping.left !== 'hubspot' || mapping.right !== connection.name) {
    throw new ConfigError(
      `${mappingFile} joins "${mapping.left}" with "${mapping.right}", and the connections are "hubspot" and "${connection.name}".`,
      `Write left: hubspot and right: ${connection.name} in ${mappingFile}.`,
    );
  }
  return { mapping, mappingFile, connection, connectionFile };
}

function text(file: string, variable: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(
      `${variable} names ${file}, which cannot be read (${(cause as NodeJS.ErrnoException).code}).`,
      `Correct ${variable}, or let the server read the file.`,
      { cause },
    );
  }
}

const App = z.object({
  config: z.object({
    auth: z.object({ requiredScopes: z.array(z.string()), optionalScopes: z.array(z.string()).default([]) }),
  }),
});

export interface AppScopes {
  readonly required: readonly string[];
  /** Of objects that a mapping may name; an account that lacks the product behind one can still install the app. */
  readonly optional: readonly string[];
}

/**
 * Scopes of the install address, from the app's own configuration: HubSpot refuses an install whose scopes differ from
 * those that were uploaded. The marketplace edition has `oauth` on top (scripts/stage.ts).
 */
export function appScopes(): AppScopes {
  const file = join(import.meta.dirname, '..', '..', 'src', 'app', 'app-hsmeta.json');
  const { requiredScopes, optionalScopes } = App.parse(JSON.parse(readFileSync(file, 'utf8'))).config.auth;
  return { required: [...new Set(['oauth', ...requiredScopes])], optional: optionalScopes };
}
