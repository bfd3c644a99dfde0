/** Every text of the settings page, in one table a language. */
export const english = {
  title: 'Connection',
  intro: 'This page tells which server this installation belongs to. The server itself is set up where it runs.',
  server: 'Ledgerline server',
  notSet: 'Not set',
  notSetTitle: 'This app does not know its server',
  notSetHelp:
    'Upload it with a profile that sets LEDGERLINE_URL and LEDGERLINE_DATA_PATH: hs project upload --profile <name>.',
  account: 'HubSpot account',
  dataPath: 'How the cards ask it',
  dataPaths: {
    serverless: 'Through the app function card_data, which signs each question with a shared secret',
    fetch: 'Directly; HubSpot signs each question',
  },
  checkTitle: 'Is it connected?',
  check:
    'Open the account card on a company that is a customer. Figures with a time below them mean that the whole way works. Otherwise the card says what is wrong and what to do.',
  readiness: 'Server status',
  helpTitle: 'Help',
  help: (address: string) => `Write to ${address}, with the number of the HubSpot account above.`,
};

export type Words = typeof english;
