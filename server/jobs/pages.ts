import type { Connector, ReadRequest, RecordPage } from '../engine/connector.ts';

/**
 * Pages of one reading, one at a time. A page whose work was not finished is read again, for by then what it holds may be
 * older than what another batch has saved; and a system that was busy is read on after the last finished page.
 */
export interface Pages {
  /** The page after the last finished one; null at the end. */
  read(): Promise<RecordPage | null>;
  finished(page: RecordPage): void;
  /** Of the last finished page. */
  readonly cursor: string | null;
}

export function createPages(connector: Pick<Connector, 'read'>, request: ReadRequest): Pages {
  let cursor = request.cursor;
  let iterator: AsyncIterator<RecordPage> | null = null;
  let unfinished = false;
  return {
    async read() {
      if (unfinished) iterator = null;
      iterator ??= connector.read({ ...request, cursor })[Symbol.asyncIterator]();
      unfinished = true;
      const next = await iterator.next();
      return next.done === true ? null : next.value;
    },
    finished(page) {
      cursor = page.cursor;
      unfinished = false;
    },
    get cursor() {
      return cursor;
    },
  };
}
