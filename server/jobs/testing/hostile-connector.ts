import type { Connector, Outcome, RecordPage } from '../../engine/connector.ts';
import { RetryLater } from '../../engine/error.ts';

/** The same system, with every nuisance that the interface allows, at fixed places so that a failure comes again. */
export interface Hostile {
  readonly connector: Connector;
  /** How often each nuisance was done; a test asserts that all were. */
  readonly done: Map<string, number>;
}

const BUSY_MS = 3;

export function hostileConnector(inner: Connector, meanwhile: () => void = () => {}): Hostile {
  const done = new Map<string, number>();
  const calls = new Map<string, number>();
  const does = (nuisance: string): true => {
    done.set(nuisance, (done.get(nuisance) ?? 0) + 1);
    return true;
  };
  /** At each `every`-th call of the kind, beginning with the second. */
  const isTime = (nuisance: string, every: number): boolean => {
    const count = (calls.get(nuisance) ?? 0) + 1;
    calls.set(nuisance, count);
    return count % every === Math.min(2, every - 1) && does(nuisance);
  };
  const busy = (nuisance: string, every: number): void => {
    if (isTime(nuisance, every)) throw new RetryLater('slow down', BUSY_MS);
  };
  async function* read(request: Parameters<Connector['read']>[0]): AsyncGenerator<RecordPage> {
    busy('busy before the first page', 4);
    for await (const page of inner.read(request)) {
      does('each page twice, with an empty one between');
      yield page;
      yield { records: [], gone: [], cursor: page.cursor };
      if (isTime('a record changes while it pages', 3)) meanwhile();
      yield { ...page, records: page.records.toReversed() };
      busy('busy between two pages', 3);
    }
  }
  const connector: Connector = {
    ...inner,
    read,
    async get(request) {
      busy('busy at a get', 5);
      does('records in another order');
      return (await inner.get({ ...request, ids: [...new Set(request.ids)].toReversed() })).toReversed();
    },
    async write(changes): Promise<Outcome[]> {
      busy('busy before a write', 6);
      if (isTime('one change of a batch is put off', 4)) {
        const [first, ...rest] = changes;
        const later: Outcome = { status: 'failed', reason: 'locked', retryAfterMs: BUSY_MS };
        return first === undefined ? [] : [later, ...(rest.length > 0 ? await inner.write(rest) : [])];
      }
      const outcomes = await inner.write(changes);
      if (!isTime('written, and the answer is lost', 3)) return outcomes;
      return changes.map(() => ({ status: 'unknown', reason: 'the connection broke' }));
    },
  };
  return { connector, done };
}
