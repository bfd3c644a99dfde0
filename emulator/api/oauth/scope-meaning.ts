const MEANINGS: Readonly<Record<string, string>> = {
  oauth: 'Connect to this account',
  tickets: 'View, create, change and delete tickets',
  'e-commerce': 'View, create, change and delete products, line items and quotes',
  timeline: 'Show its own events on records',
  'crm.import': 'Import records from files',
  'crm.export': 'Export records to files',
  'crm.lists.read': 'View lists',
  'crm.lists.write': 'Create, change and delete lists',
  'settings.users.read': 'View the users of the account',
  'settings.users.write': 'Add and remove users',
  'settings.currencies.read': 'View the currencies of the account',
  'settings.currencies.write': 'Change the currencies of the account',
  'tax_rates.read': 'View tax rates',
  'account-info.security.read': 'View login and security activity',
  automation: 'Run and change workflows',
  files: 'View and upload files',
  hubdb: 'View and change HubDB tables',
  conversations: 'Read and write conversations',
};

const RIGHTS: Readonly<Record<string, string>> = { read: 'View', write: 'Create, change and delete' };

/** What a scope lets an app do, in words; the scope itself when there are none. */
export function meaningOf(scope: string): string {
  const known = MEANINGS[scope];
  if (known !== undefined) return known;
  const [, area, object = '', sensitive, right = ''] =
    /^crm\.(objects|schemas|pipelines|dealsplits)\.([a-z_]+)(\.(?:highly_)?sensitive)?\.(read|write)(?:\.v2)?$/.exec(
      scope,
    ) ?? [];
  if (area === undefined) return scope;
  const things = object.replaceAll('_', ' ').replace('commercepayments', 'payments');
  if (area === 'objects') return `${RIGHTS[right]} ${sensitive ? 'sensitive data of ' : ''}${things}`;
  return `${RIGHTS[right]} ${area === 'schemas' ? 'property settings' : 'pipelines'} of ${things}`;
}
