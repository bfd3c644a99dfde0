import type { Connector, InboundRequest } from '../../engine/connector.ts';
import type { DocumentKind, Money } from '../../engine/document.ts';
import type { Fields, RecordRef } from '../../engine/record.ts';

/**
 * What a connector's author hands to `describeConnector`: the connector on a real system, and what the suite needs to act
 * there as people and accidents do. The optional parts are those that not every system can be brought to do; a rule that
 * needs one that is left out has to be listed under `cannot`.
 */
export interface TestSystem {
  readonly connector: Connector;
  readonly sample: Sample;
  readonly clerk: Clerk;
  readonly trouble: Trouble;
  /** So many records surely make more than one page. */
  readonly morePages: number;
  /** Values of the sample that the system itself refuses, and what its reason says. */
  readonly refused?: { readonly fields: Fields; readonly words: RegExp };
  /** Lets what was changed become old, for connectors that read what is new more than once on purpose. */
  readonly settle?: () => Promise<void>;
  readonly documents?: TestDocuments;
  readonly webhooks?: TestWebhooks;
  /** Passwords, keys and tokens that it was set up with. */
  readonly secrets: readonly string[];
  /** All that was logged since the start. */
  logged(): string;
  close(): Promise<void>;
}

/** The kind of record that the rules make, change and remove. */
export interface Sample {
  readonly object: string;
  /** A text field that people and we may write, and that may be blank. */
  readonly text: string;
  /** The field that carries our reference; null where nothing can be created. */
  readonly reference: string | null;
  /** Fields that a create needs besides. */
  readonly required?: Fields;
}

/** A person at the system itself, whose work does not pass through the connector. */
export interface Clerk {
  /** Makes a record for each text, all with the same time of change as far as the system can. The ids, in order. */
  create(texts: readonly string[]): Promise<string[]>;
  edit(id: string, text: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Makes a record that has the very time of change of this one, which was read already. */
  readonly createAtTheTimeOf?: (id: string, text: string) => Promise<string>;
  /** How many records carry our reference. */
  readonly countByReference?: (reference: string) => Promise<number>;
}

/** Connectors to the same system in trouble; the suite closes them. */
export interface Trouble {
  /** The system says "later" to every call; `afterMs` is how long it asks to wait, null when it does not say. */
  readonly busy?: () => Promise<{ readonly connector: Connector; readonly afterMs: number | null }>;
  /** Nobody answers at the address. */
  readonly unreachable?: () => Promise<Connector>;
  readonly wrongCredentials?: () => Promise<Connector>;
  /** Valid credentials that may not read the sample; `words` is what the message has to say of the right. */
  readonly missingRight?: () => Promise<{ readonly connector: Connector; readonly words: RegExp }>;
  /** The next write is applied, and its answer does not arrive. */
  readonly losesAnswer?: () => Promise<Connector>;
}

export interface TestDocuments {
  /** Changes a document in the system, and says which. */
  change(): Promise<{ readonly kind: DocumentKind; readonly id: string }>;
  /** What each customer owes by the system's own report: `<account id> <currency>` -> minor units. */
  balances(): Promise<ReadonlyMap<string, Money['minor']>>;
}

export interface TestWebhooks {
  /** A webhook as the system sends it, signed where it signs, and the records that it is about. */
  sent(): Promise<{ readonly request: InboundRequest; readonly about: readonly RecordRef[] }>;
  /** The same, signed so long ago that it may be a replay; absent when the system's signature holds no time. */
  readonly old?: () => Promise<InboundRequest>;
}
