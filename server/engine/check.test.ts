import { describe, expect, test } from '@jest/globals';
import { checkMapping } from './check.ts';
import type { FieldDescription, ObjectDescription } from './connector.ts';
import { Mapping, Pair } from './mapping.ts';

const field = (name: string, rest: Partial<FieldDescription> = {}): FieldDescription => ({
  name,
  type: 'string',
  readOnly: false,
  unique: false,
  ...rest,
});
const left: ObjectDescription[] = [
  {
    name: 'companies',
    fields: [field('name'), field('phone'), field('created', { readOnly: true }), field('vat', { unique: true })],
  },
];
const right: ObjectDescription[] = [
  {
    name: 'customer',
    fields: [field('name'), field('phone'), field('group_id'), field('crm_id'), field('balance', { readOnly: true })],
    can: ['create', 'update'],
  },
];
const provision = [{ name: 'erp_id', label: 'ERP id', type: 'string' as const, unique: true }];

type PairInput = Partial<typeof Pair._zod.input>;
const mappingOf = (...pairs: PairInput[]): Mapping =>
  Mapping.parse({
    version: 1,
    left: 'hubspot',
    right: 'erp',
    pairs: pairs.map((pair) => ({
      name: 'customer',
      left: 'companies',
      right: 'customer',
      reference: 'erp_id',
      fields: [],
      provision,
      ...pair,
    })),
  });
const problems = (...pairs: PairInput[]) => checkMapping(mappingOf(...pairs), left, right);

test('a mapping that fits has no problems', () => {
  expect(
    problems({
      match: [[{ left: 'erp_id', right: '$id' }], [{ left: 'name', right: 'name' }]],
      fields: [
        { left: 'phone', right: 'phone' },
        { left: 'erp_id_text', right: '$id', direction: 'to-left' },
        { left: '$id', right: 'group_id', direction: 'to-right' },
        { left: 'name', right: 'balance', direction: 'to-left' },
      ],
      provision: [...provision, { name: 'erp_id_text', label: 'ERP id as text', type: 'string' }],
    }),
  ).toEqual([]);
});

describe('reports with the fix', () => {
  test.each<[PairInput, string]>([
    [{ right: 'custmer' }, 'unknown right object `custmer`, did you mean `customer`?'],
    [{ fields: [{ left: 'phone', right: 'fone' }] }, 'unknown column `fone` of customer, did you mean `phone`?'],
    [
      { match: [[{ left: 'x_y_z', right: 'name' }]] },
      'unknown column `x_y_z` of companies; there are `erp_id`, `name`, `phone`, `created`, `vat`',
    ],
    [
      { provision: [] },
      'unknown column `erp_id` of companies; there are `name`, `phone`, `created`, `vat`; list it under `provision` with `unique: true` to have it created',
    ],
    [
      { reference: 'name' },
      'the reference `name` of companies must be a unique field, or a retry could create a record twice',
    ],
    [
      { reference: 'vat', fields: [{ left: 'vat', right: 'name' }] },
      '`vat` is the reference, which is always written; remove it from `fields`',
    ],
    [
      { fields: [{ left: 'created', right: 'name' }] },
      '`created` of companies cannot be written to; set `direction: to-right` or leave it out',
    ],
    [
      { fields: [{ left: 'name', right: 'balance' }] },
      '`balance` of customer cannot be written to; set `direction: to-left` or leave it out',
    ],
    [
      { fields: [{ left: 'name', right: '$id' }] },
      '`$id` of customer cannot be written to; set `direction: to-left` or leave it out',
    ],
    [
      { fields: [{ left: 'name', right: 'name', map: { a: 'A', b: 'A' } }] },
      'the map of `name` has several right values for "A", so it cannot be translated back; give each its own left value, or set `direction: to-left`',
    ],
    [
      {
        fields: [
          { left: 'name', right: 'name' },
          { left: 'name', value: 'x' },
        ],
      },
      '`name` of companies is in `fields` twice; keep one',
    ],
    [
      {
        fields: [
          { left: 'name', right: 'name' },
          { left: 'phone', right: 'name' },
        ],
      },
      '`name` of customer is written from two fields; set one `direction: to-left`',
    ],
    [
      { create: 'right' },
      '`create` on the right needs `rightReference`, a right field for the left record\u2019s id, or a retry could create a record twice',
    ],
    [{ rightReference: 'crmid' }, 'unknown column `crmid` of customer, did you mean `crm_id`?'],
    [
      { rightReference: 'balance' },
      'the reference `balance` of customer cannot be written to; allow it, or name another field',
    ],
    [
      { rightReference: 'crm_id', fields: [{ left: 'name', right: 'crm_id' }] },
      '`crm_id` is the right reference, which is always written; remove it from `fields`',
    ],
    [
      { associations: [{ to: 'custmer', right: 'group_id' }] },
      'associations name an unknown pair `custmer`, did you mean `customer`?',
    ],
    [
      { associations: [{ to: 'customer', right: 'group_id' }] },
      'a pair cannot be associated with itself yet; remove the association',
    ],
  ])('%j', (pair, sentence) => {
    expect(problems(pair)).toEqual([`pair \`customer\`: ${sentence}`]);
  });

  test('pairs in the wrong order, and of one name', () => {
    const toGroup = { associations: [{ to: 'group', right: 'group_id' }] };
    expect(problems(toGroup, { name: 'group' })).toEqual([
      'pair `customer`: the pair `group` it is associated with comes later; move it up',
    ]);
    expect(problems({}, {})).toEqual(['Two pairs are named `customer`; give each pair its own name.']);
  });
});

describe('an association that is carried over to the right', () => {
  const group = { name: 'group', associations: [] };
  const directed = (association: object, rest: PairInput = {}) =>
    problems(group, { associations: [{ to: 'group', right: 'group_id', ...association }], ...rest });

  test('is fine with a field that can be written to', () => {
    expect(directed({ direction: 'left-to-right', label: 'Payer' })).toEqual([]);
    expect(directed({ direction: 'both', rule: 'ask' })).toEqual([]);
  });

  test.each<[object, PairInput, RegExp]>([
    [
      { direction: 'both', right: 'balance' },
      {},
      /`balance` of customer cannot be written to, which `direction: both`/,
    ],
    [{ direction: 'both', right: '$id' }, {}, /`\$id` of customer cannot be written to/],
    [
      { direction: 'both' },
      { fields: [{ left: 'name', right: 'group_id' }] },
      /is written from somewhere else as well/,
    ],
    [{ direction: 'both', rule: 'newest' }, {}, /no system says when an association changed; use one of: right, left/],
    [{ rule: 'left' }, {}, /has a `rule`, which decides only where both sides may change it; remove it, or set/],
  ])('%j', (association, rest, sentence) => {
    expect(directed(association, rest)).toEqual([expect.stringMatching(sentence)]);
  });
});

test('what a system cannot do to its records is said before anything runs', () => {
  const frozen = right.map((object) => ({ ...object, can: ['update' as const] }));
  const mapping = mappingOf({ create: 'both', rightReference: 'crm_id' });
  expect(checkMapping(mapping, left, right)).toEqual([]);
  expect(checkMapping(mapping, left, frozen)).toEqual([
    'pair `customer`: records of customer cannot be created on the right; allow it in the connection file, or set `create: left`',
  ]);
});

describe('what becomes of removed records is held against what the systems can do', () => {
  const able = (name: string, ...can: NonNullable<ObjectDescription['can']>) =>
    [...left, ...right].filter((object) => object.name === name).map((object) => ({ ...object, can }));
  const sentences = (pair: PairInput): string[] =>
    checkMapping(
      mappingOf(pair),
      able('companies', 'create', 'update', 'archive'),
      able('customer', 'create', 'update'),
    );
  const filter = [{ right: 'name', blank: false }];

  test.each<[PairInput, string | null]>([
    [{ deleted: { right: 'archive' } }, null],
    [
      { deleted: { right: 'delete' } },
      '`deleted: { right: delete }`: records of companies cannot be deleted on the left; use one of: archive, ask, ignore, unlink',
    ],
    [
      { deleted: { left: 'archive' } },
      '`deleted: { left: archive }`: records of customer cannot be archived on the right; use one of: ask, ignore, unlink',
    ],
    [
      { deleted: { left: 'unlink' } },
      '`deleted: { left: unlink }` would create the left record anew at the next look; use `ignore`, or do not create on the left',
    ],
    [{ deleted: { left: 'unlink' }, create: 'none' }, null],
    [{ unmatched: 'archive' }, '`unmatched: archive` needs a `filter`'],
    [{ unmatched: 'archive', filter }, null],
    [
      { unmatched: 'archive', filter: [{ left: 'name', blank: false }] },
      '`unmatched: archive`: records of customer cannot be archived on the right; use `leave` or `unlink`',
    ],
    [{ unmatched: 'unlink', filter }, null],
    [
      { unmatched: 'unlink', filter: [{ left: 'name', blank: false }] },
      '`unmatched: unlink` with a filter on a left field would create the left record anew at the next look; use `leave` or `archive`',
    ],
  ])('%j', (pair, sentence) => {
    expect(sentences(pair)).toEqual(sentence === null ? [] : [`pair \`customer\`: ${sentence}`]);
  });
});
