import { z } from 'zod';
import type { ConnectorDeps, ConnectorType } from '../connectors/connector-type.ts';
import { parseConfig, parseYaml } from '../connectors/parse-config.ts';
import { sql } from '../connectors/sql/type.ts';
import type { Connector } from '../engine/connector.ts';
import { ConfigError } from '../engine/error.ts';
import type { Secret } from '../secret.ts';

/** Every connector that a connection file can name; each folder of server/connectors exports one. */
const TYPES: readonly ConnectorType[] = [sql];

/** A system beside HubSpot, as its connection file sets it up. */
export interface Connection {
  /** As `right:` of a mapping has it, and documents and state are stored under. */
  readonly name: string;
  readonly timeZone: string;
  open(deps: Omit<ConnectorDeps, 'fileName'>): Connector;
}

const Head = z.looseObject({
  connector: z.string(),
  /** Left out: the name of the connector. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be a short name in small letters')
    .optional(),
});

/** `secrets` holds the variables that begin with ERP_. Throws ConfigError naming file, entry or variable. */
export function readConnection(
  text: string,
  fileName: string,
  secrets: ReadonlyMap<string, Secret>,
  types: readonly ConnectorType[] = TYPES,
): Connection {
  const { name, ...file } = parseConfig(Head, parseYaml(text, fileName), fileName);
  const type = types.find((one) => one.name === file.connector);
  if (!type) {
    throw new ConfigError(
      `${fileName}: there is no connector "${file.connector}".`,
      `Write one of: ${types.map((one) => one.name).join(', ')}.`,
    );
  }
  const config = parseConfig(type.config, { ...file, ...secretsOf(type, file, fileName, secrets) }, fileName);
  return {
    name: name ?? type.name,
    timeZone: config.timeZone,
    open: (deps) => type.create(config, { ...deps, fileName }),
  };
}

/** A file is read by more people, and copied to more places, than the environment of a server. */
function secretsOf(
  type: ConnectorType,
  file: object,
  fileName: string,
  secrets: ReadonlyMap<string, Secret>,
): Record<string, string> {
  return Object.fromEntries(
    type.secrets.map((entry) => {
      const variable = `ERP_${entry.toUpperCase()}`;
      if (entry in file) {
        const fix = `Set the variable ${variable} in its place, and change the secret if others could read the file.`;
        throw new ConfigError(`${fileName}: "${entry}" is a secret and must not stand in a file.`, fix);
      }
      const secret = secrets.get(variable);
      if (!secret) {
        throw new ConfigError(`The connector ${type.name} needs ${variable}, which is not set.`, `Set ${variable}.`);
      }
      return [entry, secret.reveal()];
    }),
  );
}
