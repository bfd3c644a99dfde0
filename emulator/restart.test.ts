import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { connectApp, startTestEmulator, type TestEmulator } from './testing/emulator.ts';
import { writeProject } from './testing/project.ts';
import { startReceiver } from './testing/receiver.ts';

const AT = '/crm/objects/2026-09/companies';
const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'emulator-data-'));
const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
const started = async (...options: Parameters<typeof startTestEmulator>): Promise<TestEmulator> => {
  const emulator = await startTestEmulator(...options);
  open.push(emulator);
  return emulator;
};

describe('a restart', () => {
  test('keeps records, properties, associations, tokens and the clock', async () => {
    const dataDir = await folder();
    const app = await writeProject();
    const first = await startTestEmulator({ dataDir, apps: [app] });
    const { access_token: token } = await connectApp(first, app);
    await first.advance(60_000);
    const property = { name: 'mark', label: 'M', type: 'string', fieldType: 'text', groupName: 'companyinformation' };
    await first.send('POST', '/crm/properties/2026-09/companies', { ...property, hasUniqueValue: true });
    const made = await first.send('POST', AT, { properties: { name: 'Kept', mark: 'm1' } });
    const gone = await first.send('POST', AT, { properties: { name: 'Gone' } });
    await first.send('DELETE', `${AT}/${gone.body.id}`);
    const before = await first.send('GET', `${AT}?limit=100&associations=contacts`);
    await first.close();

    const second = await started({ dataDir, apps: [app] });
    const after = await second.send('GET', `${AT}?limit=100&associations=contacts`, undefined, token);
    expect(after.body).toEqual(before.body);
    expect((await second.send('GET', '/_emulator/clock')).body.offsetMs).toBe(60_000);
    const twin = await second.send('POST', AT, { properties: { name: 'Twin', mark: 'm1' } });
    expect(twin.body.message).toContain(`Existing ID: ${made.body.id}`);
    const next = await second.send('POST', AT, { properties: { name: 'Next' } });
    expect(Number(next.body.id)).toBeGreaterThan(Number(gone.body.id));
  });

  test('tolerates a torn last line, but not one in the middle', async () => {
    const dataDir = await folder();
    await (await startTestEmulator({ dataDir })).close();
    const file = join(dataDir, 'state.jsonl');
    const whole = await readFile(file, 'utf8');
    await appendFile(file, '["records/12345678/0-2","3014');
    const emulator = await startTestEmulator({ dataDir });
    expect((await emulator.send('GET', AT)).body.results).toHaveLength(2);
    await emulator.close();
    await writeFile(file, `{"half":\n${whole}`);
    await expect(startTestEmulator({ dataDir })).rejects.toThrow('line 1 is not JSON');
  });

  test('is not a second emulator on the same folder: that is refused, and the first goes on', async () => {
    const dataDir = await folder();
    const first = await started({ dataDir });
    await expect(startTestEmulator({ dataDir })).rejects.toThrow(`The folder ${dataDir} belongs to the emulator of`);
    expect((await first.send('GET', AT)).status).toBe(200);
  });

  test('of a seed that was refused half-way starts from nothing', async () => {
    const dataDir = await folder();
    const company = { key: 'a', properties: { name: 'A' } };
    const portal = { portalId: 5, name: 'P', timezone: 'UTC', currency: 'EUR', associations: [] };
    const seed = { portals: [{ ...portal, objects: { companies: [company, company] } }] };
    await expect(startTestEmulator({ dataDir, seed })).rejects.toThrow('is used twice');
    expect((await (await started({ dataDir })).send('GET', AT)).body.results).toHaveLength(2);
  });

  test('delivers the webhooks that were still to be sent', async () => {
    const dataDir = await folder();
    const receiver = await startReceiver((count) => (count === 1 ? 500 : 200));
    open.push(receiver);
    const app = await writeProject({ receiver: receiver.url });
    const first = await startTestEmulator({ dataDir, apps: [app] });
    await connectApp(first, app);
    await first.send('POST', AT, { properties: { name: 'Late' } });
    await receiver.until(1);
    await first.close();
    const second = await started({ dataDir, apps: [app] });
    await second.advance(60_000);
    await receiver.until(2);
    expect(receiver.received.map(({ events }) => events[0].attemptNumber)).toEqual([0, 1]);
  });
});

describe('the control plane', () => {
  test('reset brings everything back to the seed', async () => {
    const dataDir = await folder();
    const app = await writeProject();
    const hubspot = await started({ dataDir, apps: [app] });
    const seeded = await hubspot.send('GET', AT);
    const { access_token: token } = await connectApp(hubspot, app);
    await hubspot.send('POST', AT, { properties: { name: 'Extra' } });
    await hubspot.send('POST', '/_emulator/faults', { status: 503 });
    await hubspot.advance(1000);
    expect((await hubspot.send('POST', '/_emulator/reset')).status).toBe(204);
    expect(await hubspot.stats()).toEqual({ requests: 0, writes: 0, byStatus: {}, byOperation: {} });
    const ids = (reply: { body: { results: { id: string }[] } }): string[] => reply.body.results.map((one) => one.id);
    expect(ids(await hubspot.send('GET', AT))).toEqual(ids(seeded));
    expect((await hubspot.send('GET', AT, undefined, token)).status).toBe(401);
    expect((await hubspot.send('GET', '/_emulator/clock')).body.offsetMs).toBe(0);
  });

  test('counts requests by operation and remembers the last ones', async () => {
    const hubspot = await started();
    const made = await hubspot.send('POST', AT, { properties: { name: 'Counted' } });
    await hubspot.send('GET', `${AT}/${made.body.id}`);
    await hubspot.send('GET', `${AT}/1`);
    expect(await hubspot.stats()).toEqual({
      requests: 3,
      writes: 1,
      byStatus: { 200: 1, 201: 1, 404: 1 },
      byOperation: { 'GET /crm/objects/companies/{id}': 2, 'POST /crm/objects/companies': 1 },
    });
    const { body } = await hubspot.send('GET', '/_emulator/requests');
    expect(body.at(-1)).toMatchObject({ method: 'GET', path: `${AT}/1`, status: 404, appId: null });
  });
});

describe('faults', () => {
  test('a status, so many times, for some paths', async () => {
    const hubspot = await started();
    const fault = { match: { method: 'GET', pathPrefix: '/crm/objects' }, status: 477, retryAfter: 7, times: 1 };
    expect((await hubspot.send('POST', '/_emulator/faults', fault)).body).toMatchObject([fault]);
    expect((await hubspot.send('GET', '/crm/owners/2026-09')).status).toBe(200);
    const disturbed = await hubspot.send('GET', AT);
    expect([disturbed.status, disturbed.headers.get('retry-after')]).toEqual([477, '7']);
    expect((await hubspot.send('GET', AT)).status).toBe(200);
  });

  test('an answer lost after the write was applied', async () => {
    const hubspot = await started();
    await hubspot.send('POST', '/_emulator/faults', { match: { method: 'POST' }, dropAfterWrite: true, times: 1 });
    await expect(hubspot.send('POST', AT, { properties: { name: 'Applied' } })).rejects.toThrow('fetch failed');
    const { body } = await hubspot.send('POST', `${AT}/search`, { query: 'Applied' });
    expect(body.total).toBe(1);
  });
});
