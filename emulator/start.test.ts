import { describe, expect, test } from '@jest/globals';
import { writeProject } from './testing/project.ts';
import { startTestEmulator } from './testing/emulator.ts';
import { readProject } from './projects.ts';
import { startEmulator } from './start.ts';

describe('starting', () => {
  test('a taken port is one sentence with the way out, and touches nothing', async () => {
    const first = await startTestEmulator();
    const port = Number(new URL(first.url).port);
    await expect(startEmulator({ port, dataDir: null, apps: [] })).rejects.toThrow(
      `Port ${port} is taken: stop the program that uses it, or set EMULATOR_PORT to a free port.`,
    );
    await first.close();
  });

  test.each([
    ['two records of one key', { objects: { companies: twice('a') } }, 'the key "a" is used twice'],
    ['a value that HubSpot refuses', { objects: { companies: [{ key: 'a', properties: { x: '' } }] } }, 'is refused'],
    ['a link to nothing', { associations: [{ from: ['deals', 'd'], to: ['companies', 'a'] }] }, 'does not hold'],
  ])('a seed with %s says where', async (_name, part, sentence) => {
    const portal = { portalId: 1, name: 'P', timezone: 'UTC', currency: 'EUR', objects: {}, associations: [], ...part };
    const seed = { portals: [portal] } as never;
    await expect(startEmulator({ port: 0, dataDir: null, apps: [], seed })).rejects.toThrow(sentence);
  });

  test('an app project is read as HubSpot reads it, with the variables of its profile', async () => {
    const app = await readProject(await writeProject());
    expect(app).toMatchObject({
      name: 'Fixture app',
      auth: 'oauth',
      variables: { HOOKS: 'https://receiver.example.com' },
      permittedFetchUrls: ['https://receiver.example.com'],
      webhooks: { targetUrl: 'https://receiver.example.com/hooks?tenant=a%40b', maxConcurrentRequests: 2 },
    });
    await expect(readProject({ ...app.registration, profile: 'none' })).rejects.toThrow('cannot be used');
  });
});

function twice(key: string): object[] {
  return [key, key].map((one) => ({ key: one, properties: { name: 'n' } }));
}
