import type { Connector, ReadRequest, RecordPage } from '../engine/connector.ts';

/**
 * Pages of one reading, one at a time. A page whose work was not finished is read again, for by then what it holds may be
 * older than what another batch has saved; and a system that was busy is read on after the last finished page.
 */
export interface Pages {
  /** The page after the last finished one; null at the end. */
  read(): Promise<RecordPage | null>;
  /** Begins to read the next page while the one that was read last is worked on. */
  readAhead(): void;
  finished(page: RecordPage): void;
  /**
   * Resolves when the page ahead is there, or cannot be read now. Whoever has kept others from saving until then finds out
   * by this whether they have saved since: a page that is older than what they saved is read again.
   */
  settled(): Promise<void>;
  /** Of the last finished page. */
  readonly cursor: string | null;
}

/** What is known of a page's records, which changes whenever a batch saves something of them. */
export type Mark = (page: RecordPage) => Promise<string>;

interface Ahead {
  readonly next: Promise<IteratorResult<RecordPage>>;
  mark: string | null;
}

export function createPages(
  connector: Pick<Connector, 'read'>,
  request: ReadRequest,
  mark: Mark = async () => '',
): Pages {
  let cursor = request.cursor;
  let iterator: AsyncIterator<RecordPage> | null = null;
  let unfinished = false;
  let ahead: Ahead | null = null;
  const next = (): Promise<IteratorResult<RecordPage>> => {
    iterator ??= connector.read({ ...request, cursor })[Symbol.asyncIterator]();
    return iterator.next();
  };
  /** The page that was read ahead, unless something of it was saved since. Otherwise, and on any trouble, it is read anew. */
  const takeAhead = async (): Promise<IteratorResult<RecordPage> | null> => {
    const [taken, reading] = [ahead, iterator];
    ahead = null;
    if (taken === null) return null;
    iterator = null;
    const result = await taken.next.catch(() => null);
    const isFresh = result !== null && (result.done === true || (await mark(result.value)) === taken.mark);
    if (!isFresh) return null;
    iterator = reading;
    return result;
  };
  return {
    async read() {
      const fresh = unfinished ? null : await takeAhead();
      if (unfinished) iterator = null;
      ahead = null;
      unfinished = true;
      const result = fresh ?? (await next());
      return result.done === true ? null : result.value;
    },
    readAhead() {
      const reading = next();
      // It is told of where the page is asked for.
      reading.catch(() => {});
      ahead = { next: reading, mark: null };
    },
    finished(page) {
      cursor = page.cursor;
      unfinished = false;
    },
    async settled() {
      const result = await ahead?.next.catch(() => null);
      if (ahead && result && result.done !== true) ahead.mark = await mark(result.value);
    },
    get cursor() {
      return cursor;
    },
  };
}
