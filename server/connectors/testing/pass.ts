import { expect } from '@jest/globals';
import type { Change, Connector, RecordPage } from '../../engine/connector.ts';
import type { SyncRecord } from '../../engine/record.ts';
import type { TestSystem } from './test-system.ts';

export interface Pass {
  readonly pages: readonly RecordPage[];
  readonly records: readonly SyncRecord[];
  readonly ids: readonly string[];
  readonly gone: readonly string[];
  /** Where the next pass begins. */
  readonly cursor: string | null;
}

/** More pages than any sample has: whoever gets there goes round in a circle. */
const ENDLESS = 1000;

/** Reads the sample to the end of what there is now. */
export async function readPass(
  { connector, sample }: Pick<TestSystem, 'connector' | 'sample'>,
  from: string | null,
  fields: readonly string[] = [sample.text],
): Promise<Pass> {
  const pages = await toTheEnd(connector.read({ object: sample.object, fields, cursor: from }));
  const records = pages.flatMap((page) => page.records);
  return {
    pages,
    records,
    ids: records.map(({ id }) => id),
    gone: pages.flatMap((page) => page.gone ?? []),
    cursor: pages.at(-1)?.cursor ?? from,
  };
}

export async function toTheEnd<T>(source: AsyncIterable<T>): Promise<T[]> {
  const pages: T[] = [];
  for await (const page of source) {
    pages.push(page);
    if (pages.length > ENDLESS) throw new Error(`The reading did not end within ${ENDLESS} pages.`);
  }
  return pages;
}

/** Values that have not been there before, so that rules can share a system. */
let made = 0;
export function fresh(count: number, word = 'sample'): string[] {
  return Array.from({ length: count }, () => `${word} ${process.pid}-${(made += 1)}`);
}
export const freshOne = (word?: string): string => fresh(1, word)[0] ?? '';

export async function createOne(system: TestSystem, text = freshOne()): Promise<string> {
  const [id] = await system.clerk.create([text]);
  if (id === undefined) throw new Error('The clerk of the test system made no record.');
  return id;
}

/** The text of a record as the connector reads it; undefined when there is no such record. */
export async function textOf({ connector, sample }: TestSystem, id: string): Promise<unknown> {
  const [record] = await connector.get({ object: sample.object, ids: [id], fields: [sample.text] });
  return record?.fields[sample.text];
}

/** What the call throws; fails when it does not. */
export async function failureOf(call: () => Promise<unknown>): Promise<Error> {
  let result: unknown;
  try {
    result = await call();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return error as Error;
  }
  throw new Error(`The call should have failed and answered ${JSON.stringify(result)?.slice(0, 200)}.`);
}

/** The failure of a reading; the connector is closed after it. */
export async function readingFails({ sample }: TestSystem, connector: Connector): Promise<Error> {
  try {
    return await failureOf(() => readPass({ connector, sample }, null));
  } finally {
    await connector.close();
  }
}

export const update = ({ sample }: TestSystem, id: string, text: string | null): Change => ({
  kind: 'update',
  object: sample.object,
  id,
  fields: { [sample.text]: text },
});
