import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { InstalledApp } from '../../app-registration.ts';
import { runFunction } from './function-runner.ts';

const entrypoint = join(import.meta.dirname, '..', 'fixture-app', 'src', 'app', 'functions', 'probe-function.js');
const app = (auth: 'static' | 'oauth', file = entrypoint) =>
  ({
    name: 'Probe',
    auth,
    registration: { functionSecrets: { PROBE_SECRET: 'kept' } },
    functions: [{ uid: 'probe', entrypoint: file, secretKeys: ['PROBE_SECRET'] }],
  }) as unknown as InstalledApp;

describe('runFunction', () => {
  test('answers what main returned', async () => {
    const answer = await runFunction(app('static'), 'probe', { parameters: { id: 1 }, propertiesToSend: {} });
    expect(answer).toMatchObject({ parameters: { id: 1 }, secret: 'kept' });
  });

  test('refuses apps with OAuth, as HubSpot does', async () => {
    await expect(runFunction(app('oauth'), 'probe', {})).rejects.toMatchObject({
      detail: expect.stringContaining('OAuth'),
    });
  });

  test('names a function that is not there', async () => {
    await expect(runFunction(app('static'), 'other', {})).rejects.toMatchObject({
      detail: expect.stringContaining('"other"'),
    });
  });

  test('hides the reason from the card and keeps it for the developer', async () => {
    const failing = runFunction(app('static'), 'probe', { parameters: { fail: true } });
    await expect(failing).rejects.toMatchObject({
      message: 'There was a problem running the function.',
      detail: expect.stringContaining('the reason that production hides'),
    });
    await expect(runFunction(app('static', '/nowhere.js'), 'probe', {})).rejects.toMatchObject({
      detail: expect.stringContaining('/nowhere.js'),
    });
  });
});
