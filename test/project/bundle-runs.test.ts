import { expect, test } from '@jest/globals';
import { createRemoteRoot } from '@remote-ui/core';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import * as React from 'react';
import { buildEntry } from './build-entry.ts';
import { ROOT } from './editions.ts';

// The CommonJS build, as the renderer must share its React with the bundle.
const RemoteUI = createRequire(import.meta.url)('@remote-ui/react') as typeof import('@remote-ui/react');

const account = { accounts: [], freshness: { source: 'Northwind ERP', up: true, asOf: null }, view: 'account' };
const NOT_LINKED = 'No customer linked yet';
const base = { user: { locale: 'en' }, portal: { id: 42, timezone: 'UTC' } };
const crm = { objectId: 7, objectTypeId: '0-2' };
const variables = (dataPath: string) => ({
  LEDGERLINE_URL: 'https://ledgerline.example.com',
  LEDGERLINE_DATA_PATH: dataPath,
});

/** The worker of HubSpot, as far as a bundle sees it. Waits for `text`; says what was asked for and drawn. */
async function runBundle(entrypoint: string, context: object, text: string) {
  const asked: unknown[] = [];
  const drawn: unknown[] = [];
  let render: ((api: object) => React.ReactElement) | undefined;
  const { code } = await buildEntry(ROOT, entrypoint);
  const self: Record<string, unknown> = {
    React,
    RemoteUI,
    URLSearchParams,
    __HUBSPOT_EXTENSION_WORKER__: true,
    hsWorkerAPI: { useExtensionContext: () => context, useAppPageLocation: () => ({ path: '/', params: {} }) },
    extend_V2: (callback: typeof render) => (render = callback),
    hsFetch: async (url: string) => (asked.push(url), Response.json(account)),
    serverless: async (name: string, options: unknown) => (asked.push([name, options]), { ok: true, answer: account }),
  };
  self['self'] = self;
  runInNewContext(code, self);
  const root = createRemoteRoot((type, ...parts) => void drawn.push(type, ...parts));
  RemoteUI.createRoot(root).render(render?.({ context }) as React.ReactElement);
  await root.mount();
  for (let wait = 0; wait < 100 && !JSON.stringify(drawn).includes(text); wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { asked, drawn: JSON.stringify(drawn) };
}

test.each(['AccountCard', 'BillingTab'])('%s asks for its record and draws the answer', async (name) => {
  const context = { ...base, crm, variables: variables('fetch') };
  const { asked, drawn } = await runBundle(`/app/cards/${name}.tsx`, context, NOT_LINKED);
  expect(asked).toContain('https://ledgerline.example.com/cards/v1/account?objectTypeId=0-2&objectId=7');
  expect(drawn).toContain(NOT_LINKED);
});

test('in the private edition the same bundle asks the function', async () => {
  const context = { ...base, crm, variables: variables('serverless') };
  const { asked } = await runBundle('/app/cards/AccountCard.tsx', context, NOT_LINKED);
  const parameters = { portalId: 42, view: 'account', objectTypeId: '0-2', objectId: '7' };
  expect(asked).toEqual([['card_data', { parameters }]]);
});

test.each([
  ['/app/settings/SettingsPage.tsx', 'HubSpot account'],
  ['/app/pages/Pages.tsx', 'ledgerline.example.com'],
])('%s draws itself', async (entrypoint, text) => {
  const { drawn } = await runBundle(entrypoint, { ...base, variables: variables('fetch') }, text);
  expect(drawn).toContain(text);
});
