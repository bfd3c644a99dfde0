/** Which test drives which of the client's APIs; a test of each area fails when one of its operations was not driven. */
export const AREAS = {
  associations: /^crm\.associations\./,
  hubdb: /^cms\.hubdb\./,
  oauth: /^oauth(\.|$)/,
  objects:
    /^crm\.(companies|contacts|deals|tickets|products|lineItems|quotes|commerce\.invoices|objects\.(notes|tasks|taxes))(\.|$)|^crm\.objects\.\w+Api$/,
  owners: /^crm\.owners\./,
  pipelines: /^crm\.pipelines\./,
  properties: /^crm\.properties\./,
  schemas: /^crm\.schemas\./,
  timeline: /^crm\.timeline\./,
  transfers: /^crm\.(imports|exports)\./,
  webhooks: /^webhooks\./,
} as const;

export type Area = keyof typeof AREAS;

/** The client's other APIs, and why the emulator does not have them. */
export const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/^crm\.extensions\./, 'calling, cards and video conferencing are how legacy apps extended the CRM'],
  [/^crm\.lists\./, 'the emulator has no lists'],
  [
    /^crm\.objects\.(calls|communications|dealSplits|emails|feedbackSubmissions|goals|leads|meetings|postalMail)\./,
    'object types that the emulator does not have',
  ],
  [
    /^(automation|cms\.(?!hubdb)|communicationPreferences|conversations|events|files|marketing|settings)/,
    'not the CRM',
  ],
];
