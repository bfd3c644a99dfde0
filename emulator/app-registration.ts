import { z } from 'zod';

/** A HubSpot app that the emulator offers: what a developer's account and an upload of the project would give HubSpot. */
export const AppRegistration = z.strictObject({
  appId: z.number().int().positive(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Folder with hsproject.json; scopes, cards, functions and webhook subscriptions are read from it. */
  projectDir: z.string().min(1),
  /** Name of the `hsprofile.<name>.json` whose variables fill `${...}` in the hsmeta files and reach the cards. */
  profile: z.string().min(1),
  /** https origin -> local origin, as in HubSpot's own `local.json`; requests are signed for the https one. */
  proxy: z.record(z.url(), z.url()).default({}),
  /** Values of the functions' `secretKeys` (static auth only). */
  functionSecrets: z.record(z.string(), z.string()).default({}),
  /** Static auth: installed from the start in these portals, as an upload to a private account does. */
  installedIn: z.array(z.number().int()).default([]),
});
export type AppRegistration = z.infer<typeof AppRegistration>;

/** The same app after its project was parsed and its bundles were built. */
export interface InstalledApp {
  readonly registration: AppRegistration;
  readonly name: string;
  readonly auth: 'static' | 'oauth';
  readonly scopes: readonly string[];
  /** Profile variables; cards see them as `context.variables`. */
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  readonly permittedFetchUrls: readonly string[];
  readonly cards: readonly AppCard[];
  readonly functions: readonly AppFunction[];
  /** The app's own pages (`page`), its settings page (`settings`): one bundle each, or none. */
  readonly pages: AppExtension | null;
  readonly settings: AppExtension | null;
  readonly workflowActions: readonly WorkflowAction[];
  readonly webhooks: {
    readonly targetUrl: string;
    readonly maxConcurrentRequests: number;
    readonly subscriptions: readonly WebhookSubscription[];
  } | null;
}
export interface AppCard {
  readonly uid: string;
  readonly title: string;
  readonly location: 'crm.record.tab' | 'crm.record.sidebar' | 'crm.preview' | 'helpdesk.sidebar';
  readonly objectTypes: readonly string[];
  /** Path of the source file, absolute. */
  readonly entrypoint: string;
}
export interface AppExtension {
  readonly uid: string;
  readonly entrypoint: string;
}
export interface WorkflowAction {
  readonly uid: string;
  readonly name: string;
  readonly description: string;
  /** HubSpot posts to it, signed. */
  readonly actionUrl: string;
  /** Empty: any object type. */
  readonly objectTypes: readonly string[];
  readonly inputFields: readonly WorkflowField[];
  readonly outputFields: readonly WorkflowField[];
}
export interface WorkflowField {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: string;
  readonly fieldType: string;
  readonly required: boolean;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}
export interface AppFunction {
  readonly uid: string;
  readonly entrypoint: string;
  readonly secretKeys: readonly string[];
}
export interface WebhookSubscription {
  /** `object.propertyChange`, `contact.creation`, ... */
  readonly subscriptionType: string;
  readonly objectType: string | null;
  readonly propertyName: string | null;
  readonly active: boolean;
}
