import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppRegistration } from '../app-registration.ts';

export const SCOPES = [
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.schemas.companies.write',
];

const SUBSCRIPTIONS = [
  { subscriptionType: 'object.creation', objectType: 'company', active: true },
  { subscriptionType: 'object.deletion', objectType: 'company', active: true },
  { subscriptionType: 'object.associationChange', objectType: 'company', active: true },
  { subscriptionType: 'object.propertyChange', objectType: 'company', propertyName: 'name', active: true },
  { subscriptionType: 'object.propertyChange', objectType: 'company', propertyName: 'phone', active: true },
  { subscriptionType: 'object.propertyChange', objectType: 'company', propertyName: 'city', active: false },
];

export const REDIRECT = 'http://localhost:3999/oauth/callback';
export const HOOK_ORIGIN = 'https://receiver.example.com';

interface ProjectOptions {
  readonly auth?: 'oauth' | 'static';
  /** Where requests to the app's https origin go. */
  readonly receiver?: string;
  readonly appId?: number;
  readonly requiredScopes?: readonly string[];
  readonly optionalScopes?: readonly string[];
  readonly maxConcurrentRequests?: number;
  /** Instead of the usual ones: what `subscriptions` of webhooks-hsmeta.json holds. */
  readonly subscriptions?: object;
  /** The configuration of an `app-event`. */
  readonly appEvent?: object;
  /** The configuration of a `workflow-action`, whose uid is `fixture_action`. */
  readonly workflowAction?: object;
}

/** Writes a small HubSpot project into a temporary folder and answers its registration. */
export async function writeProject({
  auth = 'oauth',
  receiver,
  appId = 77,
  requiredScopes = SCOPES,
  optionalScopes = [],
  maxConcurrentRequests = 2,
  subscriptions = { crmObjects: SUBSCRIPTIONS },
  appEvent,
  workflowAction,
}: ProjectOptions = {}): Promise<AppRegistration> {
  const projectDir = await mkdtemp(join(tmpdir(), 'emulator-project-'));
  const app = join(projectDir, 'src/app');
  await mkdir(join(app, 'webhooks'), { recursive: true });
  const json = (path: string, value: object): Promise<void> => writeFile(join(projectDir, path), JSON.stringify(value));
  await json('hsproject.json', { name: 'fixture', srcDir: 'src', platformVersion: '2026.03' });
  await json('src/hsprofile.test.json', { accountId: 1, variables: { HOOKS: HOOK_ORIGIN } });
  await json('src/app/app-hsmeta.json', {
    uid: 'fixture_app',
    type: 'app',
    config: {
      name: 'Fixture app',
      description: 'For tests',
      distribution: 'private',
      auth: {
        type: auth,
        requiredScopes,
        optionalScopes,
        ...(auth === 'oauth' ? { redirectUrls: [REDIRECT] } : {}),
      },
      permittedUrls: { fetch: ['${HOOKS}'], iframe: [], img: [] },
    },
  });
  await json('src/app/webhooks/webhooks-hsmeta.json', {
    uid: 'fixture_webhooks',
    type: 'webhooks',
    config: {
      settings: { targetUrl: '${HOOKS}/hooks?tenant=a%40b', maxConcurrentRequests },
      subscriptions,
    },
  });
  if (appEvent) {
    await mkdir(join(app, 'app-events'), { recursive: true });
    await json('src/app/app-events/event-hsmeta.json', { uid: 'fixture_event', type: 'app-event', config: appEvent });
  }
  if (workflowAction) {
    await mkdir(join(app, 'workflow-actions'), { recursive: true });
    const action = { uid: 'fixture_action', type: 'workflow-action', config: workflowAction };
    await json('src/app/workflow-actions/action-hsmeta.json', action);
  }
  return {
    appId,
    clientId: `client-${appId}`,
    clientSecret: 'fixture-secret',
    projectDir,
    profile: 'test',
    proxy: receiver ? { [HOOK_ORIGIN]: receiver } : {},
    functionSecrets: {},
    installedIn: auth === 'static' ? [PORTAL] : [],
  };
}

/** The portal of the small built-in seed. */
export const PORTAL = 12_345_678;
