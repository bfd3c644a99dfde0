import { describe, expect, test } from '@jest/globals';
import type { RecordPage } from '../engine/connector.ts';
import { createPages, type Mark } from './pages.ts';

const REQUEST = { object: 'customer', fields: ['phone'], cursor: null };

/** Customers A, B, C, one a page; `asked` says with which cursor a page was asked for, in order. */
function system() {
  const phones = { A: '1', B: '1', C: '1' };
  const asked: (string | null)[] = [];
  const trouble = { fails: false };
  const ids = Object.keys(phones) as (keyof typeof phones)[];
  const read = async function* ({ cursor }: { cursor: string | null }): AsyncGenerator<RecordPage> {
    for (const id of ids.slice(cursor === null ? 0 : ids.findIndex((one) => one === cursor) + 1)) {
      asked.push(cursor);
      if (trouble.fails) throw new Error('busy');
      yield { records: [{ object: 'customer', id, fields: { phone: phones[id] }, modifiedAt: null }], cursor: id };
    }
  };
  return { phones, asked, trouble, read };
}

const idsOf = (page: RecordPage | null) => page?.records.map(({ id, fields }) => `${id} ${String(fields['phone'])}`);
const same: Mark = async () => '';

describe('pages read ahead', () => {
  test('are being read while the one before is worked on, and one at most', async () => {
    const { asked, read } = system();
    const pages = createPages({ read }, REQUEST, same);
    const first = await pages.read();
    expect(asked).toHaveLength(1);
    pages.readAhead();
    await pages.settled();
    expect(asked).toHaveLength(2);
    if (first) pages.finished(first);
    expect([idsOf(await pages.read()), asked.length]).toEqual([['B 1'], 2]);
  });

  test('are read again once somebody has saved something of them', async () => {
    const { phones, read } = system();
    let saved = 0;
    const pages = createPages({ read }, REQUEST, async () => String(saved));
    const first = await pages.read();
    pages.readAhead();
    if (first) pages.finished(first);
    await pages.settled();
    phones.B = '2';
    saved += 1;
    const second = await pages.read();
    expect(idsOf(second)).toEqual(['B 2']);
    if (second) pages.finished(second);
    expect(idsOf(await pages.read())).toEqual(['C 1']);
  });

  test('are forgotten when the one before could not be finished', async () => {
    const { phones, read } = system();
    const pages = createPages({ read }, REQUEST, same);
    await pages.read();
    pages.readAhead();
    await pages.settled();
    phones.A = '2';
    expect(idsOf(await pages.read())).toEqual(['A 2']);
    expect(pages.cursor).toBeNull();
  });

  test('tell of their trouble where they are asked for, and not before', async () => {
    const { trouble, read } = system();
    const pages = createPages({ read }, REQUEST, same);
    const first = await pages.read();
    trouble.fails = true;
    pages.readAhead();
    await pages.settled();
    if (first) pages.finished(first);
    await expect(pages.read()).rejects.toThrow('busy');
    trouble.fails = false;
    expect(idsOf(await pages.read())).toEqual(['B 1']);
  });

  test('are read again if nobody can say whether something of them was saved', async () => {
    const { read } = system();
    const trouble = { fails: false };
    const pages = createPages({ read }, REQUEST, async () => {
      if (trouble.fails) throw new Error('the store is away');
      return '';
    });
    const first = await pages.read();
    pages.readAhead();
    if (first) pages.finished(first);
    await pages.settled();
    trouble.fails = true;
    await expect(pages.read()).rejects.toThrow('the store is away');
    trouble.fails = false;
    expect(idsOf(await pages.read())).toEqual(['B 1']);
  });

  test('end where the reading ends', async () => {
    const { read } = system();
    const pages = createPages({ read }, { ...REQUEST, cursor: 'B' }, same);
    const last = await pages.read();
    pages.readAhead();
    if (last) pages.finished(last);
    await pages.settled();
    expect(await pages.read()).toBeNull();
  });
});
