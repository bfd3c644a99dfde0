import { expect, test } from '@jest/globals';
import { Link, Table, TableRow, Text } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { HomeView } from './home-view.tsx';

test('says what is shown where, and which server it is', () => {
  const page = createRenderer('pages');
  page.render(<HomeView serverUrl="https://erp.example.com" />);
  expect(page.find(Table).findAll(TableRow)).toHaveLength(3);
  expect(page.findByTestId(Text, 'server').text).toBe('Server: https://erp.example.com');
  expect(page.find(Link).props.href).toEqual({ url: 'https://erp.example.com/ready', external: true });
});

test('without a server there is no dead link', () => {
  const page = createRenderer('pages');
  page.render(<HomeView serverUrl={null} />);
  expect(page.maybeFind(Link)).toBeNull();
});
