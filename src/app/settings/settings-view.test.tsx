import { expect, test } from '@jest/globals';
import { Alert, DescriptionListItem, Link } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { SettingsView } from './settings-view.tsx';

function show(variables: Record<string, unknown>) {
  const page = createRenderer('settings');
  page.render(<SettingsView portalId={42} variables={variables} />);
  return page;
}

test('names the server, the account and the way the cards take', () => {
  const page = show({ LEDGERLINE_URL: 'https://erp.example.com', LEDGERLINE_DATA_PATH: 'fetch' });
  expect(page.findAll(DescriptionListItem).map((item) => item.text)).toEqual([
    'https://erp.example.com',
    '42',
    'Directly; HubSpot signs each question',
  ]);
  expect(page.find(Link).props.href).toEqual({ url: 'https://erp.example.com/ready', external: true });
  expect(page.maybeFind(Alert)).toBeNull();
});

test('without a profile it says how to set one', () => {
  const page = show({});
  expect(page.find(Alert).text).toContain('hs project upload --profile');
  expect(page.maybeFind(Link)).toBeNull();
});
