import { AssociationTypes } from '@hubspot/api-client';
import { expect, test } from '@jest/globals';
import { builtInType, OBJECT_TYPES } from '../objects/types.ts';
import { HUBSPOT_TYPES } from './hubspot-types.ts';

const camel = (text: string): string => text.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const nouns = new Map(OBJECT_TYPES.map((type) => [camel(type.singular), type.id]));

/** `primaryContactToCompany` as `0-1>0-2`; names of types that the emulator does not have answer nothing. */
function pairOf(name: string): { pair: string; primary: boolean } | null {
  const [, primary, from = '', to = ''] = /^(primary)?(\w+?)To([A-Z]\w+)$/.exec(name) ?? [];
  const fromId = nouns.get(from.charAt(0).toLowerCase() + from.slice(1));
  const toId = [...nouns].find(([noun]) => capital(noun) === to)?.[1];
  return fromId && toId ? { pair: `${fromId}>${toId}`, primary: primary !== undefined } : null;
}

const KNOWN = Object.entries(AssociationTypes)
  .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  .flatMap(([name, typeId]) => {
    const found = pairOf(name);
    return found ? [{ name, typeId, ...found }] : [];
  });

test.each(KNOWN)("$name is $typeId, as in HubSpot's client", ({ pair, typeId, primary }) => {
  const found = HUBSPOT_TYPES.find((type) => type.typeId === typeId);
  expect(`${found?.fromTypeId}>${found?.toTypeId}`).toBe(pair);
  expect(found?.label).toBe(primary ? 'Primary' : null);
});

test('the client knows enough of them for this to mean something', () => {
  expect(KNOWN.length).toBeGreaterThan(40);
});

/** `object>other id`, and `!id` where the id is that of the primary one. */
const DOCUMENTED = `
  contact>company 279 !1, company>contact 280 !2, contact>deal 4, deal>contact 3, deal>company 341 !5
  company>deal 342 !6, deal>line_item 19, line_item>deal 20, contact>ticket 15, deal>ticket 27, company>ticket 340 !25
  invoice>contact 177, invoice>company 179, invoice>deal 175, invoice>line_item 409, invoice>discount 411
  invoice>fee 413, invoice>tax 415, invoice>commerce_payment 541, invoice>order 517, invoice>subscription 622
  invoice>quote 407, line_item>invoice 410, line_item>quote 68, line_item>order 514, line_item>subscription 302
  commerce_payment>contact 387, commerce_payment>company 389, commerce_payment>deal 391, commerce_payment>invoice 542
  commerce_payment>order 524, commerce_payment>line_item 395, commerce_payment>subscription 393
  quote>deal 64, quote>line_item 67, quote>contact 69, quote>company 71, quote>invoice 408
  order>contact 507, order>company 934 !509, order>deal 512, order>line_item 513, order>invoice 518
  order>commerce_payment 523, order>subscription 516, order>discount 519, order>cart 593
  cart>contact 586, cart>line_item 590, cart>order 592
  subscription>contact 295, subscription>company 297, subscription>deal 299, subscription>line_item 301
  subscription>invoice 623`
  .split(/[,\n]/)
  .flatMap((line) => {
    const [pair = '', ...ids] = line.trim().split(' ');
    return ids.map((id) => [pair, id] as const);
  });

test.each(DOCUMENTED)('%s is %s, as in the associations guide', (pair, id) => {
  const [from = '', to = ''] = pair.split('>').map((singular) => builtInType(singular).id);
  const found = HUBSPOT_TYPES.find((type) => type.typeId === Number(id.replace('!', '')));
  expect(found).toMatchObject({ fromTypeId: from, toTypeId: to, label: id.startsWith('!') ? 'Primary' : null });
});

test('every id is one direction of one pair, and its inverse leads back', () => {
  const byId = new Map(HUBSPOT_TYPES.map((type) => [type.typeId, type]));
  expect(byId.size).toBe(HUBSPOT_TYPES.length);
  for (const type of HUBSPOT_TYPES) {
    const inverse = byId.get(type.inverseId);
    expect([inverse?.inverseId, inverse?.fromTypeId, inverse?.toTypeId]).toEqual([
      type.typeId,
      type.toTypeId,
      type.fromTypeId,
    ]);
  }
});
