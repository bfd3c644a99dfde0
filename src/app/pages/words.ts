/** Every text of the app's home, in one table a language. */
export const english = {
  title: 'Ledgerline',
  intro: 'What a customer ordered, owes and paid, on the record that is already open.',
  whereTitle: 'What it shows where',
  place: 'Place',
  shows: 'Shows',
  on: 'On',
  records: 'Companies, contacts, deals',
  places: [
    { name: 'Account, in the sidebar', shows: 'Balance, overdue, credit in use, ageing, last order and last payment' },
    {
      name: 'Billing, a tab in the middle',
      shows: 'Invoices, orders and payments with their state, totals and ageing',
    },
  ],
  startTitle: 'To start',
  steps: [
    'Add the two cards to the record view: Settings, Objects, Companies, Record customization, Add cards. Once for each kind of record.',
    'Open a company that is a customer. The card names the system the figures come from, and the time they were read.',
    'A record without customer says so on its card, and which details must agree for it to be linked.',
  ],
  syncTitle: 'What is kept in step',
  sync: 'What the mapping file of the server says. As it ships: customers with companies and contacts, in both directions; products, orders with their lines, and invoices from the ERP to HubSpot.',
  server: 'Server',
  readiness: 'Server status',
};
