import type { Connector } from '../engine/connector.ts';

export interface Watch {
  /** Runs every call, each page of a reading by itself. */
  readonly around: <T>(kind: string, work: () => Promise<T>) => Promise<T>;
  /** Hears of every call that fails as a whole before its caller does. */
  readonly onFailure: (error: unknown) => Promise<void>;
}

/** The same connector, watched. */
export function watchedConnector(connector: Connector, { around, onFailure }: Watch): Connector {
  const call = async <T>(kind: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await around(kind, work);
    } catch (error) {
      await onFailure(error);
      throw error;
    }
  };
  async function* pages<T>(kind: string, work: () => AsyncIterable<T>): AsyncIterable<T> {
    const iterator = work()[Symbol.asyncIterator]();
    try {
      for (;;) {
        const page = await call(kind, () => iterator.next());
        if (page.done) return;
        yield page.value;
      }
    } finally {
      // Of one that is left half-way: it lets go of what it holds.
      await iterator.return?.();
    }
  }
  return {
    name: connector.name,
    describe: (objects) => call('describe', () => connector.describe(objects)),
    read: (request) => pages('read', () => connector.read(request)),
    get: (request) => call('get', () => connector.get(request)),
    write: (changes) => call('write', () => connector.write(changes)),
    // An optional method is a capability, so one that is absent stays absent.
    ...('missing' in connector && {
      missing: (needs) => call('missing', async () => connector.missing?.(needs) ?? []),
    }),
    ...('rules' in connector && { rules: (objects) => call('rules', async () => connector.rules?.(objects) ?? []) }),
    ...('names' in connector && {
      names: (object, field) => call('names', async () => connector.names?.(object, field) ?? []),
    }),
    ...('provision' in connector && {
      provision: (needs) => call('provision', async () => connector.provision?.(needs)),
    }),
    ...('associated' in connector && {
      associated: (from, object) => call('associated', async () => connector.associated?.(from, object) ?? []),
    }),
    ...('associatedMany' in connector && {
      associatedMany: (request) => call('associated', async () => connector.associatedMany?.(request) ?? new Map()),
    }),
    ...('documents' in connector && {
      documents: (cursor) => pages('documents', () => connector.documents?.(cursor) ?? noPages()),
    }),
    ...('named' in connector && {
      named: (notices) => call('named', async () => connector.named?.(notices) ?? [...notices]),
    }),
    ...('verify' in connector && { verify: (request) => connector.verify?.(request) ?? false }),
    ...('notices' in connector && { notices: (body) => connector.notices?.(body) ?? [] }),
    close: () => connector.close(),
  };
}

async function* noPages(): AsyncIterable<never> {}
