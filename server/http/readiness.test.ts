import { expect, test } from '@jest/globals';
import { createReadiness } from './readiness.ts';

test('it is ready when all checks are well, and says which is not', async () => {
  let worker: string | null = null;
  const readiness = createReadiness({ store: () => Promise.resolve(null), worker: () => worker }, { freshMs: -1 });
  expect(await readiness.look()).toEqual({ ok: true, draining: false, checks: { store: null, worker: null } });
  worker = 'has not looked for work';
  expect(await readiness.look()).toMatchObject({ ok: false, checks: { store: null, worker } });
});

test('a check that fails or hangs is not well, and is not waited for', async () => {
  const readiness = createReadiness(
    { down: () => Promise.reject(new Error('password secret')), hangs: () => new Promise(() => {}) },
    { patienceMs: 1 },
  );
  const { ok, checks } = await readiness.look();
  expect([ok, checks]).toEqual([false, { down: 'does not answer; see the log', hangs: 'does not answer within 1 ms' }]);
});

test('who drains takes no more', async () => {
  const readiness = createReadiness({});
  readiness.drain();
  expect(await readiness.look()).toEqual({ ok: false, draining: true, checks: {} });
});
