import type { BlockList } from 'node:net';
import type { ZodType } from 'zod';
import type { Connector } from '../engine/connector.ts';

/** What a connector is given besides its configuration. */
export interface ConnectorDeps {
  /** The connection file, for messages. */
  readonly fileName: string;
  readonly log: { warn(details: object, message: string): void };
  /** Addresses that must not be connected to. */
  readonly fence: BlockList;
  readonly now: () => Date;
}

/** Every connection file says it: what is due is judged by the day of the business. */
export interface CommonConfig {
  readonly timeZone: string;
}

/** The one shape that each folder of server/connectors exports, for server/wiring/connector-types.ts to list. */
export interface ConnectorType<Config extends CommonConfig = CommonConfig> {
  /** As `connector:` of the connection file has it. */
  readonly name: string;
  /**
   * Entries of the configuration that never stand in the file: `url` comes from the variable ERP_URL, `api_key` from
   * ERP_API_KEY. The schema gets them as text and wraps them (server/secret.ts).
   */
  readonly secrets: readonly string[];
  /** The connection file with the secrets added, without `name`. */
  readonly config: ZodType<Config>;
  create(config: Config, deps: ConnectorDeps): Connector;
}
