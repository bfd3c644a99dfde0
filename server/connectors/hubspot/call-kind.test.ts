import { expect, test } from '@jest/globals';
import { callKind } from './call-kind.ts';

test.each([
  ['/crm/objects/2026-09/companies/search', 'search'],
  ['/crm/objects/2026-09/companies/batch/upsert', 'batch_upsert'],
  ['/crm/objects/2026-09/companies?limit=100&properties=name', 'list'],
  ['/crm/objects/2026-09/companies/5?properties=name', 'record'],
  ['/crm/associations/2026-09/companies/contacts/batch/read', 'associations'],
  ['/crm/properties/2026-09/companies', 'definitions'],
  ['/crm/property-validations/2026-09/0-2', 'definitions'],
  ['/crm-object-schemas/2026-09/schemas', 'definitions'],
  ['/webhooks-journal/journal/2026-09/earliest', 'journal'],
  ['/account-info/2026-09/details', 'other'],
])('%s is counted as %s', (path, kind) => {
  expect(callKind({ path })).toBe(kind);
});
