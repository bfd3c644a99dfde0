import { afterEach, expect, test } from '@jest/globals';
import { startTestEmulator } from '../../testing/emulator.ts';
import { PORTAL, writeProject } from '../../testing/project.ts';
import { startReceiver } from '../../testing/receiver.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const AT = '/crm/objects/2026-09';
const PRIMARY = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];

async function heard() {
  const receiver = await startReceiver();
  const subscriptions = {
    crmObjects: [{ subscriptionType: 'object.associationChange', objectType: 'contact', active: true }],
  };
  const app = await writeProject({ receiver: receiver.url, auth: 'static', subscriptions });
  const hubspot = await startTestEmulator({ apps: [app], limits: { webhookBothDirections: false } });
  open.push(hubspot, receiver);
  const make = async (type: string, properties: object): Promise<string> =>
    (await hubspot.send('POST', `${AT}/${type}`, { properties })).body.id;
  const put = (contact: string, company: string) =>
    hubspot.send('PUT', `${AT}/contacts/${contact}/associations/companies/${company}`, PRIMARY);
  const events = async (count: number) => {
    const end = Date.now() + 5000;
    const all = () => receiver.received.flatMap((request) => request.events);
    while (all().length < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    return all()
      .filter((event) => event.fromObjectTypeId === '0-1')
      .map((event) => `${event.associationRemoved ? '-' : '+'}${event.associationTypeId} ${event.toObjectId}`)
      .toSorted();
  };
  return { make, put, events };
}

test(`a primary company is told of twice, and the one before it loses its place (portal ${PORTAL})`, async () => {
  const { make, put, events } = await heard();
  const contact = await make('contacts', { firstname: 'c' });
  const [one, other] = [await make('companies', { name: 'One' }), await make('companies', { name: 'Other' })];
  await put(contact, one);
  expect(await events(2)).toEqual([`+1 ${one}`, `+279 ${one}`]);
  await put(contact, other);
  expect(await events(5)).toEqual([`+1 ${one}`, `+279 ${one}`, `-1 ${one}`, `+1 ${other}`, `+279 ${other}`].toSorted());
});

test('the first company becomes the primary one when the setting says so', async () => {
  const hubspot = await startTestEmulator({ limits: { firstCompanyIsPrimary: true } });
  open.push(hubspot);
  const make = async (type: string, properties: object): Promise<string> =>
    (await hubspot.send('POST', `${AT}/${type}`, { properties })).body.id;
  const contact = await make('contacts', { firstname: 'c' });
  for (const name of ['One', 'Other']) {
    const company = await make('companies', { name });
    await hubspot.send('PUT', `${AT}/companies/${company}/associations/default/contacts/${contact}`);
  }
  const read = await hubspot.send('GET', `${AT}/contacts/${contact}/associations/companies`);
  expect(
    read.body.results.map((one: { associationTypes: { typeId: number }[] }) =>
      one.associationTypes.map((type) => type.typeId),
    ),
  ).toEqual([[279, 1], [279]]);
});
