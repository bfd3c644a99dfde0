import { join, resolve } from 'node:path';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { z } from 'zod';
import { type AppEventType, appEventType } from './app-event-type.ts';
import type { AppRegistration, InstalledApp } from './app-registration.ts';
import type { Subscription } from './api/webhooks/events.ts';
import { webhooksConfig } from './webhooks-config.ts';
import { workflowAction } from './workflow-actions.ts';

/** An app as the API needs it: what everybody sees, plus what OAuth and webhooks need. */
export interface App extends InstalledApp {
  readonly redirectUrls: readonly string[];
  readonly optionalScopes: readonly string[];
  /** The webhook subscriptions with the ids they are sent with. */
  readonly subscriptions: readonly Subscription[];
  readonly appEvents: readonly AppEventType[];
  /** `name` of hsproject.json. */
  readonly projectName: string;
}

const texts = z.array(z.string()).default([]);
const AppConfig = z.object({
  name: z.string(),
  auth: z.object({
    type: z.enum(['static', 'oauth']),
    redirectUrls: texts,
    requiredScopes: texts,
    optionalScopes: texts,
    conditionallyRequiredScopes: texts,
  }),
  permittedUrls: z.object({ fetch: texts }).default({ fetch: [] }),
});
const CardConfig = z.object({
  name: z.string(),
  location: z.enum(['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar']),
  objectTypes: z.array(z.string()),
  entrypoint: z.string(),
});
const ExtensionConfig = z.object({ entrypoint: z.string() });
const FunctionConfig = z.object({ entrypoint: z.string(), secretKeys: texts });
interface Component {
  readonly uid: string;
  readonly componentType: string;
  readonly config: unknown;
}

/** Parses the project with HubSpot's own parser, profile variables filled in. */
export async function readProject(registration: AppRegistration): Promise<App> {
  const projectDir = resolve(registration.projectDir);
  try {
    const project = parseProjectConfig(projectDir);
    const srcDir = join(projectDir, project.srcDir);
    const context = { projectSourceDir: srcDir, platformVersion: project.platformVersion, accountId: 1 };
    const { intermediateRepresentation: parsed } = await translate(context, {
      skipValidation: true,
      profile: registration.profile,
    });
    const variables = parsed.profileData?.vars.profileVariables ?? {};
    const components = Object.values(parsed.intermediateNodesIndexedByUid);
    return describe(registration, { name: project.name, srcDir, components, variables });
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new Error(
      `The HubSpot project in ${projectDir} (profile ${registration.profile}) cannot be used: ${reason}`,
      { cause },
    );
  }
}

interface Project {
  readonly name: string;
  readonly srcDir: string;
  readonly components: readonly Component[];
  readonly variables: Readonly<Record<string, { value: string | number | boolean }>>;
}

function describe(registration: AppRegistration, { name: projectName, srcDir, components, variables }: Project): App {
  const of = (type: string): Component[] => components.filter((one) => one.componentType === type);
  const app = AppConfig.parse(of('APPLICATION')[0]?.config);
  const webhooks = of('WEBHOOKS').map((one) => webhooksConfig(one.config, app.auth.type))[0] ?? null;
  const extension = (type: string) =>
    of(type).map(({ uid, config }) => ({
      uid,
      entrypoint: join(srcDir, ExtensionConfig.parse(config).entrypoint),
    }))[0] ?? null;
  return {
    registration,
    name: app.name,
    auth: app.auth.type,
    scopes: app.auth.requiredScopes,
    optionalScopes: [...app.auth.optionalScopes, ...app.auth.conditionallyRequiredScopes],
    redirectUrls: app.auth.redirectUrls,
    variables: Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value])),
    permittedFetchUrls: app.permittedUrls.fetch,
    cards: of('CARD').map(({ uid, config }) => {
      const { name, location, objectTypes, entrypoint } = CardConfig.parse(config);
      return { uid, title: name, location, objectTypes, entrypoint: join(srcDir, entrypoint) };
    }),
    functions: of('APP_FUNCTION').map(({ uid, config }) => {
      const { entrypoint, secretKeys } = FunctionConfig.parse(config);
      return { uid, entrypoint: join(srcDir, entrypoint), secretKeys };
    }),
    pages: extension('PAGE'),
    settings: extension('SETTINGS'),
    workflowActions: of('WORKFLOW_ACTION').map(({ uid, config }) => workflowAction(uid, config)),
    webhooks,
    appEvents: of('APP_EVENT').map(({ uid, config }) => appEventType(uid, config)),
    projectName,
    subscriptions: (webhooks?.subscriptions ?? []).map((one, place) => ({
      ...one,
      subscriptionId: registration.appId * 10_000 + place + 1,
    })),
  };
}
