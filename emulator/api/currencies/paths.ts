import { DATED, type Scopes } from '../http/endpoint.ts';

export const currencyPaths = (rest: string): string[] => [
  ...DATED.map((version) => `/settings/currencies/${version}${rest}`),
  `/settings/v3/currencies${rest}`,
];

export const reading = (): Scopes => [
  [
    'settings.currencies.read',
    'crm.objects.quotes.read',
    'crm.objects.quotes.write',
    'cpq.quotes.read',
    'cpq.quotes.write',
  ],
];

export const writing = (): Scopes => [['settings.currencies.write']];
