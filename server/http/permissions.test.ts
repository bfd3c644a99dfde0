import { expect, test } from '@jest/globals';
import { isAllowed, parsePermissions } from './permissions.ts';

const given = parsePermissions('Ada@acme.example, 7, look=@acme.example, credit=workflow:42,');

test.each([
  ['look', ['ada@acme.example'], true],
  ['credit', ['9', 'ADA@ACME.example'], true],
  ['credit', ['7', undefined], true],
  ['look', ['9', 'bo@acme.example'], true],
  ['credit', ['9', 'bo@acme.example'], false],
  ['look', ['9', 'bo@evil.example'], false],
  ['look', ['9', 'bo@x@acme.example.evil'], false],
  ['credit', ['workflow', 'workflow:42'], true],
  ['credit', ['workflow', 'workflow:43'], false],
  ['look', ['workflow', 'workflow:42'], false],
])('v5.0.0-8.2.1 %s by %j: %s', (action, names, allowed) => {
  expect(isAllowed(given, action, names)).toBe(allowed);
});

test('without a setting whoever sees the card may', () => {
  expect(isAllowed(null, 'look', ['9'])).toBe(true);
  expect(isAllowed(parsePermissions('workflow'), 'look', ['workflow', 'workflow:1'])).toBe(true);
});
