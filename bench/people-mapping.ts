/** People of an ERP, who become contacts. */
export const PEOPLE_MAPPING = {
  version: 1,
  left: 'hubspot',
  right: 'sql',
  pairs: [
    {
      name: 'person',
      left: 'contacts',
      right: 'person',
      reference: 'ledgerline_erp_id',
      match: [[{ left: 'ledgerline_erp_id', right: '$id' }], [{ left: 'email', right: 'email' }]],
      fields: ['email', 'firstname', 'lastname', 'phone', 'city', 'jobtitle'].map((name) => ({
        left: name,
        right: name,
        direction: 'to-left',
      })),
    },
  ],
};

export const PEOPLE_CONNECTION = {
  connector: 'sql',
  timeZone: 'UTC',
  objects: { person: { relation: 'person', key: 'id', changedAt: 'changed_at' } },
};
