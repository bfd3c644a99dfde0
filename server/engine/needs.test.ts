import { describe, expect, test } from '@jest/globals';
import { checkMapping } from './check.ts';
import { Mapping, Pair } from './mapping.ts';
import { provisioned } from './need-words.ts';
import { mappingNeeds } from './needs.ts';

type PairInput = Partial<typeof Pair._zod.input>;
const erpId = { name: 'erp_id', label: 'ERP id', type: 'string', unique: true } as const;
const pair = { name: 'customer', left: 'companies', right: 'customer', reference: 'erp_id', fields: [] };
const mappingOf = (...pairs: PairInput[]): Mapping =>
  Mapping.parse({
    version: 1,
    left: 'hubspot',
    right: 'erp',
    pairs: pairs.map((one) => ({ ...pair, provision: [erpId], ...one })),
  });
const level = (...options: (string | { value: string; label: string })[]) => ({
  name: 'level',
  label: 'Level',
  type: 'enumeration' as const,
  options,
});

const machine: PairInput = {
  name: 'machine',
  left: 'machine',
  right: 'machine',
  schema: { singular: 'Machine', plural: 'Machines', display: 'serial_no' },
  associations: [{ to: 'customer', right: 'customer_id' }],
  provision: [erpId, { name: 'serial_no', label: 'Serial number', type: 'string' }],
};

test('each thing is needed once, an enumeration with the options of all pairs', () => {
  const needs = mappingNeeds(
    mappingOf(
      { provision: [erpId, level('gold')] },
      { name: 'branch', provision: [erpId, level('gold', { value: 's', label: 'Silver' })] },
    ),
  );
  expect(needs).toEqual([
    { kind: 'field', object: 'companies', ...erpId },
    {
      kind: 'field',
      object: 'companies',
      name: 'level',
      label: 'Level',
      type: 'enumeration',
      unique: false,
      options: [
        { value: 'gold', label: 'gold' },
        { value: 's', label: 'Silver' },
      ],
    },
  ]);
});

test('a custom object comes before its fields, and can be associated', () => {
  const needs = mappingNeeds(mappingOf({}, machine));
  expect(needs.map(({ kind, object }) => `${kind} ${object}`)).toEqual([
    'object machine',
    'field companies',
    'field machine',
    'field machine',
    'association machine',
  ]);
});

test('what is needed is told with its use', () => {
  const mapping = mappingOf(
    {
      match: [[{ left: 'level', right: 'level' }]],
      fields: [{ left: 'level', right: 'level', direction: 'to-left' }],
      provision: [erpId, level('gold', 'silver')],
    },
    machine,
  );
  const told = provisioned(mapping, mappingNeeds(mapping)).map(({ object, what, why }) => `${object}: ${what}, ${why}`);
  expect(told).toEqual([
    'machine: custom object machine, "Machines", with the property serial_no, `schema` of pair machine',
    'companies: property erp_id, "ERP id" (string, unique), reference of pair customer',
    'companies: property level, "Level" (enumeration) with the options "gold", "silver", ' +
      'match key 1, to-left with level of pair customer',
    'machine: property erp_id, "ERP id" (string, unique), reference of pair machine',
    'machine: property serial_no, "Serial number" (string), `provision` lists it',
    'machine: association of machine with companies, `associations` of pair machine',
  ]);
});

describe('what is refused before anything is created', () => {
  const left = [
    {
      name: 'companies',
      fields: [
        { name: 'level', type: 'enumeration', readOnly: false, unique: false, options: ['gold', 'silver'] } as const,
      ],
    },
  ];
  const right = [
    { name: 'customer', fields: [{ name: 'level', type: 'string', readOnly: false, unique: false } as const] },
  ];
  const problems = (one: PairInput) => checkMapping(mappingOf(one), left, right);
  const option = (wrong: string, hint = '; there are `gold`, `silver`') =>
    `pair \`customer\`: \`level\` of companies has no option "${wrong}"${hint}; write one it has, or have the option ` +
    'created: list it under `provision` with `type: enumeration`';

  test.each<[string, PairInput, string]>([
    [
      'an option that the live property lacks',
      { fields: [{ left: 'level', right: 'level', map: { G: 'gold', S: 'silber' } }] },
      option('silber', ', did you mean `silver`?'),
    ],
    [
      'a default that is no option',
      { fields: [{ left: 'level', right: 'level', direction: 'to-left', default: 'platinum' }] },
      option('platinum'),
    ],
    ['a constant that is no option', { fields: [{ left: 'level', value: 'bronze' }] }, option('bronze')],
    [
      'a word for yes that is no option',
      { fields: [{ left: 'level', right: 'level', transform: { boolean: { left: { yes: 'gold', no: 'none' } } } }] },
      option('none'),
    ],
    [
      'a unique date',
      { provision: [erpId, { name: 'on', label: 'On', type: 'date', unique: true }] },
      'pair `customer`: `on` is unique, which only text and numbers can be; write `type: string`',
    ],
    [
      'a property that is listed twice',
      { provision: [erpId, erpId] },
      'pair `customer`: `erp_id` is in `provision` twice; keep one',
    ],
  ])('%s', (_, one, sentence) => {
    expect(problems(one)).toContain(sentence);
  });

  test('an option that is provisioned counts as there', () => {
    const fields = [{ left: 'level', right: 'level', map: { P: 'platinum' } }];
    expect(problems({ fields, provision: [erpId, level('platinum')] })).toEqual([]);
  });

  test('records named by a property that nobody creates', () => {
    expect(checkMapping(mappingOf({ ...machine, associations: [], provision: [erpId] }), left, right)).toContain(
      'pair `machine`: the records are named by `serial_no`, which is not listed under `provision`; list it there',
    );
  });
});
