import type { Connector } from '../../../engine/connector.ts';
import type { Notice } from '../../../engine/record.ts';
import type { Secret } from '../../../secret.ts';
import { explain } from './explain.ts';
import { pagesSince } from './feed.ts';
import { checkNames, ITEM, recordOf } from './fields.ts';
import { signature } from './system.ts';
import type { Mood, ReferenceSystem } from './system.ts';
import { written } from './writes.ts';

export interface ReferenceOptions {
  readonly system: ReferenceSystem;
  readonly key: Secret;
  readonly mood?: Mood;
  readonly losesAnswer?: boolean;
}

const FIVE_MINUTES_MS = 300_000;

/** The smallest connector that keeps every rule; to be read beside docs/connectors.md. */
export function createReferenceConnector({ system, key, mood = 'well', losesAnswer }: ReferenceOptions): Connector {
  let answersToLose = losesAnswer === true ? 1 : 0;
  const call = <T>(work: () => T): T => {
    try {
      system.authorise(mood, key.reveal());
      return work();
    } catch (error) {
      throw explain(error);
    }
  };
  return {
    name: 'reference',
    describe: async () => call(() => [ITEM]),
    async *read({ object, fields, cursor }) {
      checkNames(object, fields);
      const all = () => call(() => system.items.values());
      for (const { rows, cursor: next } of pagesSince(all, cursor, system.now)) {
        yield {
          records: rows.filter(({ away }) => !away).map((item) => recordOf(item, fields)),
          gone: rows.filter(({ away }) => away).map(({ id }) => id),
          cursor: next,
        };
      }
    },
    async get({ object, ids, fields, by }) {
      checkNames(object, [...fields, ...(by === undefined ? [] : [by])]);
      const wanted = new Set(ids);
      const items = call(() => [...system.items.values()]).filter(({ away }) => !away);
      return items
        .filter((item) => wanted.has((by === undefined ? item.id : item[by as 'reference']) ?? ''))
        .map((item) => recordOf(item, fields));
    },
    async write(changes) {
      call(() => null);
      const outcomes = changes.map((change) => written(system, change));
      if (answersToLose === 0) return outcomes;
      answersToLose -= 1;
      return changes.map(() => ({ status: 'unknown', reason: 'the connection broke' }));
    },
    async *documents(cursor) {
      const all = () => call(() => system.documents.values());
      for (const { rows, cursor: next } of pagesSince(all, cursor, system.now)) {
        yield { documents: rows.map(({ document }) => document), accounts: [], cursor: next };
      }
    },
    verify({ headers, body }) {
      const [sentAt, given] = (headers['x-signature'] ?? '').split('.');
      const isFresh = Math.abs(Number(sentAt) - system.now) <= FIVE_MINUTES_MS;
      return isFresh && given === signature(body, Number(sentAt));
    },
    notices: (body) =>
      (JSON.parse(body.toString('utf8')) as { id: string }[]).map(({ id }): Notice => ({
        side: 'right',
        object: 'item',
        id,
      })),
    async close() {},
  };
}
