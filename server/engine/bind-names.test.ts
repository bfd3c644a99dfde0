import { describe, expect, test } from '@jest/globals';
import { bindNames, namedFields } from './bind-names.ts';
import { Mapping } from './mapping.ts';
import { mergeField } from './merge-field.ts';
import { settled, translate } from './translate.ts';
import type { Value } from './record.ts';
import { namedKey, type ValueName } from './value-name.ts';
import { isConstant, mappedFields } from './fields.ts';

const stages: ValueName[] = [
  { name: 'Closed won', value: 's1' },
  { name: 'Lost', value: 's2' },
  { name: 'Lost', value: 's3' },
  { name: 'Sales/Lost', value: 's2' },
  { name: 'Renewals/Lost', value: 's3' },
];
const people: ValueName[] = [
  { name: 'jim@x.example', value: '7' },
  { name: 'jim@x.example', value: '3', isRetired: true },
  { name: 'gone@x.example', value: '9', isRetired: true },
];
const names = new Map([
  [namedKey({ object: 'deals', field: 'dealstage' }), stages],
  [namedKey({ object: 'deals', field: 'hubspot_owner_id' }), people],
]);

const mappingWith = (fields: object[], filter?: object[]): Mapping =>
  Mapping.parse({
    version: 1,
    left: 'hubspot',
    right: 'erp',
    pairs: [{ name: 'deal', left: 'deals', right: 'deal', reference: 'ref', fields, ...(filter && { filter }) }],
  });
const owned = (owner: object, direction = 'both'): Mapping =>
  mappingWith([{ left: 'hubspot_owner_id', right: 'seller', direction, transform: { owner } }]);

describe('values by name', () => {
  test('a name in a map, a lookup, a default, a constant and a filter is the value of the account', () => {
    const stage = { left: 'dealstage', right: 'status', direction: 'to-left' };
    const mapping = mappingWith(
      [
        { ...stage, map: { won: 'label:closed WON ', other: 's9' }, default: 'label:Sales/Lost' },
        { ...stage, transform: { lookup: { table: { a: 'label:Closed won' }, otherwise: 'label:Renewals/Lost' } } },
        { left: 'dealstage', value: 'label:Closed won' },
        { left: 'dealname', right: 'name' },
      ],
      [{ left: 'dealstage', not: ['label:Sales/Lost', 's9'] }],
    );
    expect(namedFields(mapping)).toEqual([{ object: 'deals', field: 'dealstage' }]);
    const bound = bindNames(mapping, names);
    expect(bound.problems).toEqual([]);
    expect(bound.mapping.pairs[0]).toMatchObject({
      fields: [
        { map: { won: 's1', other: 's9' }, default: 's2' },
        { transform: { lookup: { table: { a: 's1' }, otherwise: 's3' } } },
        { value: 's1' },
        { left: 'dealname' },
      ],
      filter: [{ not: ['s2', 's9'] }],
    });
  });

  test('a name that is not there, or stands for several, is a sentence with its place', () => {
    const mapping = mappingWith([
      { left: 'dealname', right: 'name' },
      { left: 'dealstage', value: 'label:Closed one' },
      { left: 'dealstage', value: 'label:Lost' },
    ]);
    expect(bindNames(mapping, names).problems).toEqual([
      {
        path: ['pairs', 0, 'fields', 1],
        text: 'pair `deal`: `dealstage` of deals has no value that is called "Closed one", did you mean `Closed won`?',
      },
      {
        path: ['pairs', 0, 'fields', 2],
        text: expect.stringContaining('write `label:Sales/Lost` or `label:Renewals/Lost`'),
      },
    ]);
  });
});

describe('owners', () => {
  const fieldOf = (mapping: Mapping) => {
    const pair = bindNames(mapping, names).mapping.pairs[0];
    const [field] = pair ? mappedFields(pair) : [];
    if (!field || isConstant(field)) throw new Error('There is a field.');
    return field;
  };
  const toLeft = (mapping: Mapping, value: Value) => translate(fieldOf(mapping), 'right', value);

  test('an address is the id of who is active, and each id the address of its owner', () => {
    const field = fieldOf(owned({}));
    expect(translate(field, 'right', ' Jim@X.example')).toEqual({ ok: true, value: '7' });
    expect(['7', '3', '9'].map((id) => translate(field, 'left', id))).toMatchObject(
      ['jim@x.example', 'jim@x.example', 'gone@x.example'].map((value) => ({ value })),
    );
    // The former id of somebody who is back is no difference.
    expect(settled(field, 'left', '3')).toBe('7');
  });

  test('an address of nobody is held, left blank, or somebody else', () => {
    const nobody = 'eva@x.example';
    expect(toLeft(owned({}), nobody)).toMatchObject({ error: expect.stringContaining('nobody with the address') });
    expect(toLeft(owned({}), 'gone@x.example')).toMatchObject({ ok: false });
    expect(toLeft(owned({ unknown: 'blank' }, 'to-left'), nobody)).toEqual({ ok: true, value: null });
    expect(toLeft(owned({ unknown: 'jim@x.example' }, 'to-left'), nobody)).toEqual({ ok: true, value: '7' });
    expect(() => owned({ unknown: 'blank' })).toThrow('has no way back');
  });

  test('one that is left blank is not written again', () => {
    const field = fieldOf(owned({ unknown: 'blank' }, 'to-left'));
    const record = (object: string, fields: Record<string, Value>) => ({ object, id: '1', fields, modifiedAt: null });
    const both = {
      left: record('deals', { hubspot_owner_id: null }),
      right: record('deal', { seller: 'eva@x.example' }),
    };
    expect(mergeField(field, undefined, both)).not.toHaveProperty('change');
    expect(mergeField(field, '7', { ...both, left: record('deals', { hubspot_owner_id: '7' }) })).toMatchObject({
      change: { side: 'left', after: null },
    });
  });
});
