import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEchoFor, isMadeWith, toldKeys } from './echo.ts';
import { fieldsToRead } from './fields.ts';
import type { Fields, Link } from './record.ts';
import { arbitrarySituation } from './testing/arbitrary.ts';
import { examplePair, linked, phone } from './testing/example.ts';
import { World } from './testing/world.ts';

const pair = examplePair({
  match: [[{ left: 'erp_id', right: '$id' }]],
  fields: [phone, { left: 'source', value: 'erp' }],
  associations: [{ to: 'order', right: 'order_no' }],
});
const link = linked({ phone: '1', '@order': 'O1', '@order>': 'L9' });

test('what is called an echo leaves a look nothing to do', () => {
  const change = fc.tuple(fc.nat({ max: 3 }), fc.constantFrom('a', 'b', 'A', 'B', null));
  const changes = fc
    .array(change, { maxLength: 2 })
    .map((some): Fields => Object.fromEntries(some.map(([no, value]) => [`left_${no}`, value])));
  let echoes = 0;
  fc.assert(
    fc.property(arbitrarySituation(true), changes, changes, (situation, first, second) => {
      const world = new World(situation.pair);
      world.right.set('R1', situation.right);
      world.left.set('L1', situation.left);
      const { base } = situation;
      world.links.set('R1', { pair: situation.pair.name, leftId: 'L1', rightId: 'R1', state: 'linked', base });
      const look = () => {
        const plan = world.look('R1');
        world.apply('R1', plan);
        return plan;
      };
      const edit = (fields: Fields): void => {
        const left = world.left.get('L1') ?? situation.left;
        world.left.set('L1', { ...left, fields: { ...left.fields, ...fields } });
      };
      look();
      // Somebody changes the record, with or without a look in between, and then it is as it is told.
      edit(first);
      const waits = look().conflicts.some(({ winner }) => winner === null) || look().held.length > 0;
      edit(second);
      // What waits for a person is never asked about here: it is in the inbox.
      if (waits || !isEchoFor(situation.pair, world.links.get('R1') ?? null, second)) return;
      if (Object.keys(second).length > 0) echoes += 1;
      expect(world.look('R1').operations).toEqual([]);
    }),
    { numRuns: 2000 },
  );
  expect(echoes).toBeGreaterThan(100);
});

describe('news is', () => {
  const told: Fields = { erp_id: 'R1', phone: '1', source: 'erp' };
  const echo = (one: Link | null, fields: Fields, of = pair): boolean => isEchoFor(of, one, fields);

  test('nothing that both sides agreed on', () => {
    expect(fieldsToRead(pair, 'left').toSorted()).toEqual(['erp_id', 'phone', 'source']);
    expect(echo(link, told)).toBe(true);
    expect(echo(link, { phone: '1', unmapped: 'x' })).toBe(true);
  });

  test.each<[string, Link | null, Fields]>([
    ['another value', link, { ...told, phone: '2' }],
    ['a cleared one', link, { ...told, phone: null }],
    ['another constant', link, { ...told, source: 'hand' }],
    ['a reference to another record', link, { ...told, erp_id: 'R2' }],
    ['a field that was never agreed on', { ...link, base: {} }, told],
    ['a value that a person undid', { ...link, base: { phone: '1', '!phone': '["1","2"]' } }, told],
    ['a link without a base', { ...link, base: null }, told],
    ['a link that is gone', { ...link, state: 'gone' }, told],
    [
      'a write whose outcome is not known',
      { ...link, pending: [{ side: 'left', field: 'phone', before: '1', after: '2', reason: 'newest' }] },
      told,
    ],
  ])('%s', (_what, one, fields) => expect(echo(one, fields)).toBe(false));

  test('what the filter reads, for the base is of the last time that the record matched', () => {
    const filtered = examplePair({ fields: [phone], filter: [{ left: 'phone', not: '5' }] });
    expect(echo(linked({ phone: '1' }), { phone: '1' }, filtered)).toBe(false);
  });

  test('a value whose transform looks at other fields, or that is kept in several', () => {
    const name = { right: 'full_name', transform: { concat: ['first', 'last'] } };
    const money = { money: { left: 'decimal', right: 'minor', currencyFrom: { left: 'currency', right: 'cur' } } };
    const amount = { left: 'amount', right: 'cents', transform: money } as const;
    const one = examplePair({ fields: [phone, name, amount] });
    const agreed = linked({ phone: '1', amount: '5', '=full_name': 'Ann Lee', first: 'Ann', currency: 'EUR' });
    const each: Fields[] = [{ first: 'Ann' }, { amount: '5' }, { currency: 'EUR' }, { phone: '1' }];
    expect(each.map((fields) => isEchoFor(one, agreed, fields))).toEqual([false, false, false, true]);
  });

  test('a record without a link, where one would be made for it, or where a part of its keys is told', () => {
    const both = examplePair({ create: 'both', rightReference: 'crm_id', fields: [phone] });
    expect([echo(null, told), echo(null, told, both)]).toEqual([true, false]);
    const keyed = examplePair({
      fields: [phone],
      match: [
        [
          { left: 'name', right: 'name' },
          { left: 'zip', right: 'zip' },
        ],
      ],
    });
    expect([{ zip: '1' }, { zip: '1', name: 'A' }, { phone: '1' }].map((one) => toldKeys(keyed, one))).toEqual([
      'some',
      'all',
      'none',
    ]);
    expect(echo(null, { zip: '1' }, keyed)).toBe(false);
  });
});

test('an association is ours if the link remembers whom it was made with', () => {
  expect(isMadeWith(pair, link, 'order', 'L9')).toBe(true);
  expect(isMadeWith(pair, link, 'order', 'L8')).toBe(false);
  expect(isMadeWith(pair, link, 'product', 'L9')).toBe(false);
  expect(isMadeWith(pair, { ...link, state: 'gone' }, 'order', 'L9')).toBe(false);
});
