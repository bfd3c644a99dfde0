import { expect, test } from '@jest/globals';
import { shownError } from './log.ts';

test('an error is shown with its causes, and without what libraries put into its properties', () => {
  const cause = Object.assign(new Error('no route'), { code: 'EHOSTUNREACH', input: 'https://me:hunter2@erp.example' });
  const error = Object.assign(new Error('it failed', { cause }), { request: { authorization: 'Bearer hunter2' } });
  const shown = shownError(error);
  expect(shown).toMatchObject({
    type: 'Error',
    message: 'it failed',
    cause: { message: 'no route', code: 'EHOSTUNREACH' },
  });
  expect(JSON.stringify(shown)).not.toContain('hunter2');
});

test('causes that go in a circle end', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(shownError(error)).match(/"message":"round"/g)).toHaveLength(5);
});

test('what is no error is shown as text', () => {
  expect(shownError('thrown')).toEqual({ type: 'string', message: 'thrown' });
});
