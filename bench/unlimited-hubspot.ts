import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const Started = z.object({ emulatorUrl: z.string() });
const Portals = z.array(
  z.object({
    portalId: z.number(),
    accessToken: z.string(),
    apps: z.array(z.object({ accessToken: z.string().optional() })),
  }),
);

/** What the mapping needs is there already, since the app of the bench may not make properties of contacts. */
export async function startHubSpot() {
  const child: ChildProcess = fork(join(import.meta.dirname, 'emulator-process.ts'));
  const [message] = (await once(child, 'message')) as [unknown];
  const { emulatorUrl: url } = Started.parse(message);
  const [portal] = Portals.parse(await (await fetch(`${url}/_emulator/portals`)).json());
  const token = portal?.apps[0]?.accessToken ?? '';
  const answer = await fetch(`${url}/crm/properties/2026-09/contacts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${portal?.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'ledgerline_erp_id',
      label: 'ERP id',
      groupName: 'contactinformation',
      type: 'string',
      fieldType: 'text',
      hasUniqueValue: true,
    }),
  });
  if (!answer.ok) throw new Error(`The property was not made: ${answer.status} ${await answer.text()}`);
  const stop = async (): Promise<void> => {
    child.kill();
    await once(child, 'exit');
  };
  return { url, token, portalId: portal?.portalId ?? 0, stop };
}
