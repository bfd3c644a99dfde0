import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

const RULES = '/crm/property-validations/2026-09/0-2';
let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());
beforeEach(() => hubspot.send('POST', '/_emulator/reset'));

const put = (property: string, ruleType: string, ruleArguments: string[], shouldApplyNormalization = false) =>
  hubspot.send('PUT', `${RULES}/${property}/rule-type/${ruleType}`, { ruleArguments, shouldApplyNormalization });
const company = (properties: object, version = '2026-09') =>
  hubspot.send('POST', `/crm/objects/${version}/companies`, { properties: { name: 'x', ...properties } });

test('a rule is set, read alone, with its property and with its type', async () => {
  expect((await put('city', 'MIN_LENGTH', ['2'])).status).toBe(204);
  const rule = { ruleType: 'MIN_LENGTH', ruleArguments: ['2'], shouldApplyNormalization: false };
  expect((await hubspot.send('GET', `${RULES}/city/rule-type/MIN_LENGTH`)).body).toEqual(rule);
  expect((await hubspot.send('GET', `${RULES}/city`)).body.results).toEqual([rule]);
  expect((await hubspot.send('GET', RULES)).body.results).toEqual([
    { propertyName: 'city', propertyValidationRules: [rule] },
  ]);
  await put('city', 'MIN_LENGTH', ['3']);
  expect((await hubspot.send('GET', `${RULES}/city`)).body.results).toMatchObject([{ ruleArguments: ['3'] }]);
});

test.each([
  ['a property that is not there', 'nope', 'URL', [], 404],
  ['a rule type that is not there', 'city', 'PRETTY', [], 400],
  ['a pattern that cannot be read', 'city', 'REGEX', ['('], 400],
  ['a length that is no number', 'city', 'MAX_LENGTH', ['long'], 400],
])('%s is refused', async (_what, property, ruleType, args, status) => {
  expect((await put(property, ruleType, args)).status).toBe(status);
});

test('a rule that was never set is a 404', async () => {
  expect((await hubspot.send('GET', `${RULES}/city/rule-type/URL`)).status).toBe(404);
});

test.each([
  ['REGEX', ['[A-Z]{2}\\d+'], 'city', 'AB12', 'ab12', 'INVALID_REGEX'],
  ['ALPHANUMERIC', ['LETTERS_ONLY'], 'city', 'Köln', 'Köln 1', 'INVALID_ALPHA'],
  ['ALPHANUMERIC', ['NUMBERS_ONLY'], 'zip', '50667', 'D-50667', 'INVALID_NUMERIC'],
  ['ALPHANUMERIC', [], 'city', 'Area 51', 'Area #51', 'INVALID_ALPHANUMERIC'],
  ['SPECIAL_CHARACTERS', ['-&'], 'city', 'A-B & C', 'A/B', 'INVALID_SPECIAL_CHARACTERS'],
  ['WHITESPACE', [], 'city', 'Rome', ' Rome', 'LEADING_TRAILING_WHITESPACE'],
  ['MIN_LENGTH', ['3'], 'city', 'Ulm', 'Au', 'MIN_LENGTH'],
  ['MAX_LENGTH', ['3'], 'city', 'Ulm', 'Rome', 'MAX_LENGTH'],
  ['EMAIL', [], 'address', 'a@b.example', 'a@b', 'INVALID_EMAIL'],
  ['EMAIL_ALLOWED_DOMAINS', ['b.example'], 'address', 'a@x.b.example', 'a@c.example', 'INVALID_EMAIL_DOMAIN'],
  ['EMAIL_BLOCKED_DOMAINS', ['b.example'], 'address', 'a@c.example', 'a@b.example', 'INVALID_EMAIL_DOMAIN'],
  ['DOMAIN', [], 'address', 'b.example', 'b example', 'INVALID_DOMAIN'],
  ['URL', [], 'website', 'https://b.example/x', 'nothing', 'INVALID_URL'],
  ['URL_ALLOWED_DOMAINS', ['b.example'], 'website', 'www.b.example', 'c.example', 'INVALID_URL_DOMAIN'],
  ['URL_BLOCKED_DOMAINS', ['b.example'], 'website', 'c.example', 'https://b.example', 'INVALID_URL_DOMAIN'],
  ['PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE', [], 'phone', '+49 30 123456', '030 123456', 'INVALID_PHONE_NUMBER'],
  ['MIN_NUMBER', ['10'], 'annualrevenue', '10', '9', 'MIN_NUMBER'],
  ['MAX_NUMBER', ['10'], 'annualrevenue', '10', '11', 'MAX_NUMBER'],
  ['DECIMAL', ['2'], 'annualrevenue', '1.25', '1.255', 'INVALID_DECIMAL'],
])('%s %j of %s takes %j and refuses %j', async (ruleType, args, property, good, bad, code) => {
  await put(property, ruleType, args);
  expect((await company({ [property]: good })).status).toBe(201);
  const refused = await company({ [property]: bad });
  expect(refused.body).toMatchObject({
    category: 'VALIDATION_ERROR',
    errors: [{ code, context: { propertyName: [property] } }],
  });
});

const IN_DAYS = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test.each([
  ['START_DATE', ['2026-01-01'], '2026-01-01', '2025-12-31'],
  ['END_DATE', ['2026-01-01'], '2026-01-01', '2026-01-02'],
  ['AFTER_DURATION', ['P7D'], IN_DAYS(9), IN_DAYS(5)],
  ['BEFORE_DURATION', ['P1W'], IN_DAYS(-9), IN_DAYS(-5)],
  ['DAYS_OF_WEEK', ['MONDAY', 'TUESDAY'], '2026-11-23', '2026-11-22'],
])('%s %j of a date takes %j and refuses %j', async (ruleType, args, good, bad) => {
  await hubspot.send('POST', '/crm/properties/2026-09/companies', {
    name: 'due',
    label: 'Due',
    type: 'date',
    fieldType: 'date',
    groupName: 'companyinformation',
  });
  await put('due', ruleType, args);
  expect((await company({ due: good })).status).toBe(201);
  expect((await company({ due: bad })).body.errors).toMatchObject([{ code: 'INVALID_DATE' }]);
});

test('rules hold on 2026-09 only, and for what a write touches only', async () => {
  const { id } = (await company({ city: 'x' })).body;
  await put('city', 'MIN_LENGTH', ['2']);
  expect((await company({ city: 'x' }, '2026-03')).status).toBe(201);
  const path = `/crm/objects/2026-09/companies/${id}`;
  expect((await hubspot.send('PATCH', path, { properties: { name: 'y' } })).status).toBe(200);
  expect((await hubspot.send('PATCH', path, { properties: { city: 'y' } })).status).toBe(400);
  expect((await hubspot.send('PATCH', path, { properties: { city: '' } })).status).toBe(200);
});

test('a rule that normalises brings the value into shape, and the answer warns of it', async () => {
  await put('city', 'WHITESPACE', [], true);
  const { body } = await company({ city: ' Rome ' });
  expect(body.properties.city).toBe('Rome');
  expect(body.warnings).toMatchObject([
    {
      category: 'PROPERTY_VALUE_NORMALIZED',
      context: { propertyName: 'city', rawValue: ' Rome ', normalizedValue: 'Rome' },
    },
  ]);
});
