import { DATED } from '../http/endpoint.ts';

/** Three spellings: dated, v3 as HubSpot's client has it, and v3 as HubSpot's guides had it. */
export const schemaPaths = (rest: string): string[] => [
  ...[...DATED, 'v3'].map((version) => `/crm-object-schemas/${version}/schemas${rest}`),
  `/crm/v3/schemas${rest}`,
];
