import type { Connector } from '../engine/connector.ts';

/** The same connector; `onFailure` hears of every call that fails as a whole before its caller does. */
export function watchedConnector(connector: Connector, onFailure: (error: unknown) => Promise<void>): Connector {
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      await onFailure(error);
      throw error;
    }
  };
  async function* pages<T>(work: () => AsyncIterable<T>): AsyncIterable<T> {
    try {
      yield* work();
    } catch (error) {
      await onFailure(error);
      throw error;
    }
  }
  return {
    name: connector.name,
    describe: (objects) => call(() => connector.describe(objects)),
    read: (request) => pages(() => connector.read(request)),
    get: (request) => call(() => connector.get(request)),
    write: (changes) => call(() => connector.write(changes)),
    // An optional method is a capability, so one that is absent stays absent.
    ...('missing' in connector && { missing: (needs) => call(async () => connector.missing?.(needs) ?? []) }),
    ...('rules' in connector && { rules: (objects) => call(async () => connector.rules?.(objects) ?? []) }),
    ...('provision' in connector && { provision: (needs) => call(async () => connector.provision?.(needs)) }),
    ...('associated' in connector && {
      associated: (from, object) => call(async () => connector.associated?.(from, object) ?? []),
    }),
    ...('associatedMany' in connector && {
      associatedMany: (request) => call(async () => connector.associatedMany?.(request) ?? new Map()),
    }),
    ...('documents' in connector && { documents: (cursor) => pages(() => connector.documents?.(cursor) ?? noPages()) }),
    ...('named' in connector && { named: (notices) => call(async () => connector.named?.(notices) ?? [...notices]) }),
    ...('notices' in connector && { notices: (body) => connector.notices?.(body) ?? [] }),
    close: () => connector.close(),
  };
}

async function* noPages(): AsyncIterable<never> {}
