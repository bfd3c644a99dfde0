import { beforeAll, expect, test } from '@jest/globals';
import { problemsOf } from './check.ts';
import { ROOT } from './editions.ts';
import { readProject, type Project } from './project.ts';

/** One mistake planted in a copy of the real project, and the sentence that must find it. */
type Loose = any; // Mistakes are what the types would forbid.
type Plant = (project: {
  metas: Record<string, Loose>;
  project: Loose;
  profiles: Record<string, Loose>;
  files: Project['files'];
}) => void;

const APP = 'app/app-hsmeta.json';
const CARD = 'app/cards/account-card-hsmeta.json';
const FUNCTION = 'app/functions/card-data-hsmeta.json';
const HOOKS = 'app/webhooks/webhooks-hsmeta.json';
const ACTION = 'app/workflow-actions/check-credit-hsmeta.json';
const PROFILE = 'hsprofile.local.json';

const violations: [name: string, plant: Plant, sentence: string][] = [
  ['an unknown platform version', (p) => (p.project.platformVersion = '2023.2'), 'platformVersion'],
  ['an unknown project key', (p) => (p.project.autoDeploy = false), 'autoDeploy'],
  ['an unknown top-level key', (p) => (p.metas[CARD].label = 'x'), 'label'],
  ['an unknown config key', (p) => (p.metas[CARD].config.icon = 'x'), 'icon'],
  ['a uid with a space', (p) => (p.metas[CARD].uid = 'account card'), 'uid'],
  ['a uid of 65 characters', (p) => (p.metas[CARD].uid = 'x'.repeat(65)), 'uid'],
  ['a uid used twice', (p) => (p.metas[CARD].uid = 'billing_tab'), 'used twice'],
  ['a type in upper case', (p) => (p.metas[CARD].type = 'CARD'), 'no component type CARD'],
  [
    'a second settings page',
    (p) => (p.metas['app/settings/b-hsmeta.json'] = { ...p.metas['app/settings/settings-hsmeta.json'], uid: 'b' }),
    'only one settings',
  ],
  ['an action over plain http', (p) => (p.metas[ACTION].config.actionUrl = 'http://x.example'), 'https'],
  [
    'an action that lacks a label',
    (p) => delete p.metas[ACTION].config.labels.de.outputFieldLabels.credit,
    'a label for',
  ],
  ['an action without English', (p) => delete p.metas[ACTION].config.labels.en, 'needs English'],
  [
    'an action of two kinds of value',
    (p) => p.metas[ACTION].config.inputFields[0].supportedValueTypes.push('FIELD_DATA'),
    'supportedValueTypes',
  ],
  [
    'an action of records the app may not read',
    (p) => p.metas[ACTION].config.objectTypes.push('TICKET'),
    'needs the scope tickets',
  ],
  ['no app', (p) => delete p.metas[APP], 'there is no app'],
  [
    'a card in a nested folder',
    (p) => (p.metas['app/cards/a/b-hsmeta.json'] = { ...p.metas[CARD], uid: 'b' }),
    'belongs directly in app/cards',
  ],
  [
    'a card in the wrong folder',
    (p) => (p.metas['app/pages/b-hsmeta.json'] = { ...p.metas[CARD], uid: 'b' }),
    'belongs directly in app/cards',
  ],
  ['an unknown location', (p) => (p.metas[CARD].config.location = 'crm.record.middle'), 'location'],
  ['no object types', (p) => (p.metas[CARD].config.objectTypes = []), 'objectTypes'],
  ['no name', (p) => delete p.metas[CARD].config.name, 'name'],
  [
    'an entrypoint that is not there',
    (p) => (p.metas[CARD].config.entrypoint = '/app/cards/Nope.tsx'),
    'no file /app/cards/Nope.tsx',
  ],
  [
    'an entrypoint of another root',
    (p) => (p.metas[CARD].config.entrypoint = '/app/pages/Pages.tsx'),
    'entrypoint must be in app/cards',
  ],
  [
    'a preview that is not there',
    (p) => (p.metas[CARD].config.previewImage = { file: '/app/cards/p.png', altText: 'x' }),
    'no file /app/cards/p.png',
  ],
  [
    'a preview of another kind',
    (p) => (p.metas[CARD].config.previewImage = { file: '/app/cards/p.svg', altText: 'x' }),
    'previewImage',
  ],
  [
    'a preview that is too large',
    (p) => {
      p.files['app/cards/p.png'] = 6_000_000;
      p.metas[CARD].config.previewImage = { file: '/app/cards/p.png', altText: 'x' };
    },
    'larger than 5 MB',
  ],
  [
    'a card on records the app may not read',
    (p) => p.metas[CARD].config.objectTypes.push('tickets'),
    'needs the scope tickets',
  ],
  [
    'a custom object without its scope',
    (p) => p.metas[CARD].config.objectTypes.push('p_car'),
    'crm.objects.custom.read',
  ],
  ['no package.json beside the functions', (p) => delete p.files['app/functions/package.json'], 'needs a package.json'],
  [
    'a TypeScript function',
    (p) => (p.metas[FUNCTION].config.entrypoint = '/app/functions/source/card-data.ts'),
    'must be JavaScript',
  ],
  [
    'a reserved secret',
    (p) => p.metas[FUNCTION].config.secretKeys.push('PRIVATE_APP_ACCESS_TOKEN'),
    'set by HubSpot itself',
  ],
  [
    'functions in an OAuth app',
    (p) => Object.assign(p.metas[APP].config.auth, { type: 'oauth', redirectUrls: ['https://a.example'] }),
    'app functions need static auth',
  ],
  [
    'an OAuth app without the scope oauth',
    (p) => Object.assign(p.metas[APP].config.auth, { type: 'oauth', redirectUrls: ['https://a.example'] }),
    'needs the scope oauth',
  ],
  ['a marketplace app with static auth', (p) => (p.metas[APP].config.distribution = 'marketplace'), 'must use oauth'],
  [
    'redirect URLs with static auth',
    (p) => (p.metas[APP].config.auth.redirectUrls = ['https://a.example']),
    'redirectUrls',
  ],
  ['an OAuth app without redirect URLs', (p) => (p.metas[APP].config.auth.type = 'oauth'), 'redirectUrls'],
  [
    'a redirect to plain http',
    (p) => Object.assign(p.metas[APP].config.auth, { type: 'oauth', redirectUrls: ['http://a.example'] }),
    'must be https, or localhost',
  ],
  ['an unknown auth type', (p) => (p.metas[APP].config.auth.type = 'apikey'), 'auth'],
  [
    'a scope listed twice',
    (p) => p.metas[APP].config.auth.requiredScopes.push('crm.objects.deals.read'),
    'listed twice',
  ],
  [
    'a fetch address without https',
    (p) => (p.metas[APP].config.permittedUrls.fetch = ['http://a.example']),
    'must be an https URL',
  ],
  ['permitted URLs with a key missing', (p) => delete p.metas[APP].config.permittedUrls.img, 'permittedUrls.img'],
  ['a description that is too long', (p) => (p.metas[APP].config.description = 'x'.repeat(8193)), 'description'],
  [
    'webhooks to plain http',
    (p) => (p.profiles[PROFILE].variables.LEDGERLINE_URL = 'http://a.example'),
    'must be an https URL',
  ],
  [
    'no limit of concurrent webhooks',
    (p) => delete p.metas[HOOKS].config.settings.maxConcurrentRequests,
    'maxConcurrentRequests',
  ],
  [
    'an unknown subscription',
    (p) => (p.metas[HOOKS].config.subscriptions.crmObjects[0].subscriptionType = 'company.creation'),
    'subscriptionType',
  ],
  [
    'a property change of no property',
    (p) =>
      p.metas[HOOKS].config.subscriptions.crmObjects.push({
        subscriptionType: 'object.propertyChange',
        objectType: 'company',
        active: true,
      }),
    'propertyName',
  ],
  [
    'a creation of a property',
    (p) => (p.metas[HOOKS].config.subscriptions.crmObjects[0].propertyName = 'name'),
    'propertyName',
  ],
  [
    'a subscription listed twice',
    (p) => p.metas[HOOKS].config.subscriptions.crmObjects.push(p.metas[HOOKS].config.subscriptions.crmObjects[0]),
    'listed twice',
  ],
  [
    'webhooks of records the app may not read',
    (p) => (p.metas[HOOKS].config.subscriptions.crmObjects[0].objectType = 'ticket'),
    'needs the scope tickets',
  ],
  [
    'a variable that the profile lacks',
    (p) => delete p.profiles[PROFILE].variables.LEDGERLINE_URL,
    'no variable LEDGERLINE_URL',
  ],
  ['a variable that is a list', (p) => (p.profiles[PROFILE].variables.LEDGERLINE_URL = []), 'LEDGERLINE_URL'],
  ['no profile', (p) => delete p.profiles[PROFILE], 'hsprofile.local.json'],
];

let real: Project;
beforeAll(async () => {
  real = await readProject(ROOT);
});

test.each(violations)('%s is found', (_name, plant, sentence) => {
  const project = structuredClone(real);
  plant(project);
  expect(problemsOf(project, PROFILE)).toContainEqual(expect.stringContaining(sentence));
});
