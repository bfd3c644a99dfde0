import { z } from 'zod';
import type { Project } from './project.ts';
import {
  App,
  AppFunction,
  Card,
  HsMeta,
  HsProfile,
  HsProject,
  Page,
  Settings,
  Webhooks,
  WorkflowAction,
} from './schemas.ts';

/** Where each type lives, whether there may be one only, and the schema of its configuration. */
const TYPES: Readonly<Record<string, { folder: string; single: boolean; config: z.ZodType }>> = {
  app: { folder: 'app', single: true, config: App },
  card: { folder: 'app/cards', single: false, config: Card },
  'app-function': { folder: 'app/functions', single: false, config: AppFunction },
  settings: { folder: 'app/settings', single: true, config: Settings },
  page: { folder: 'app/pages', single: true, config: Page },
  webhooks: { folder: 'app/webhooks', single: true, config: Webhooks },
  'workflow-action': { folder: 'app/workflow-actions', single: false, config: WorkflowAction },
};
const PREVIEW_LIMIT = 5 * 1024 * 1024;
const SUBSCRIPTION_LIMIT = 1000;

interface Component {
  readonly file: string;
  readonly uid: string;
  readonly type: string;
  readonly config: unknown;
}

/** Everything that an upload with this profile would stumble over, as sentences; empty when all is well. */
export function problemsOf(project: Project, profileFile: string): string[] {
  const profile = parse(HsProfile, project.profiles[profileFile], profileFile);
  const metas = Object.entries(project.metas).map(([file, meta]) => parse(HsMeta, meta, file));
  const early = [parse(HsProject, project.project, 'hsproject.json'), profile, ...metas].flatMap(
    (part) => part.problems,
  );
  const variables = profile.value?.variables ?? {};
  const filled = Object.entries(project.metas).map(([file, meta]) => fill(meta, variables, file));
  const unknown = filled.flatMap((part) => part.problems);
  if (early.length > 0 || unknown.length > 0) return [...early, ...unknown];

  const components = filled.map(({ file, value }) => ({ file, ...(value as Omit<Component, 'file'>) }));
  const shape = [...components.flatMap(typeProblems), ...countProblems(components)];
  if (shape.length > 0) return shape;
  return [...fileProblems(components, project.files), ...editionProblems(components), ...scopeProblems(components)];
}

function parse<T>(schema: z.ZodType<T>, value: unknown, file: string): { value?: T; problems: string[] } {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, problems: [] };
  return { problems: parsed.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`) };
}

/** `${X}` alone keeps the type of X, as in HubSpot's own parser. */
function fill(meta: unknown, variables: Record<string, unknown>, file: string) {
  const problems: string[] = [];
  const valueOf = (name: string) => {
    if (!(name in variables)) problems.push(`${file}: the profile has no variable ${name}`);
    return variables[name];
  };
  const value: unknown = JSON.parse(JSON.stringify(meta), (_key, part: unknown) => {
    if (typeof part !== 'string') return part;
    const alone = /^\$\{([^}]+)\}$/.exec(part)?.[1];
    return alone === undefined
      ? part.replaceAll(/\$\{(.*?)\}/g, (_, name: string) => String(valueOf(name)))
      : valueOf(alone);
  });
  return { file, value, problems };
}

function typeProblems({ file, type, config }: Component): string[] {
  const known = TYPES[type];
  if (known === undefined) return [`${file}: there is no component type ${type}`];
  const folder = file.split('/').slice(0, -1).join('/');
  const place = folder === known.folder ? [] : [`${file}: a ${type} belongs directly in ${known.folder}`];
  return [...place, ...parse(known.config, config, file).problems];
}

function countProblems(components: readonly Component[]): string[] {
  const uids = duplicates(components.map(({ uid }) => uid)).map((uid) => `uid ${uid} is used twice`);
  const types = duplicates(components.map(({ type }) => type))
    .filter((type) => TYPES[type]?.single)
    .map((type) => `there may be only one ${type}`);
  const app = components.some(({ type }) => type === 'app') ? [] : ['there is no app'];
  return [...uids, ...types, ...app];
}

function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function fileProblems(components: readonly Component[], files: Project['files']): string[] {
  return components.flatMap(({ file, type, config }) => {
    const { entrypoint, previewImage } = config as { entrypoint?: string; previewImage?: { file: string } };
    const problems: string[] = [];
    const folder = TYPES[type]?.folder ?? '';
    if (entrypoint !== undefined) {
      if (files[entrypoint.slice(1)] === undefined) problems.push(`${file}: there is no file ${entrypoint}`);
      if (!entrypoint.startsWith(`/${folder}/`)) problems.push(`${file}: the entrypoint must be in ${folder}`);
      if (files[`${folder}/package.json`] === undefined) problems.push(`${folder} needs a package.json`);
    }
    if (previewImage !== undefined) {
      const size = files[previewImage.file.slice(1)];
      if (size === undefined) problems.push(`${file}: there is no file ${previewImage.file}`);
      else if (size > PREVIEW_LIMIT) problems.push(`${file}: the preview image is larger than 5 MB`);
    }
    return problems;
  });
}

function configsOf<T>(components: readonly Component[], type: string, schema: z.ZodType<T>): T[] {
  return components.filter((component) => component.type === type).map(({ config }) => schema.parse(config));
}

function editionProblems(components: readonly Component[]): string[] {
  const problems: string[] = [];
  for (const { auth, distribution } of configsOf(components, 'app', App)) {
    if (distribution === 'marketplace' && auth.type !== 'oauth') problems.push('a marketplace app must use oauth');
    const isPrivate = auth.type === 'static' && distribution === 'private';
    const functions = configsOf(components, 'app-function', AppFunction);
    if (!isPrivate && functions.length > 0) problems.push('app functions need static auth and private distribution');
    if (auth.type === 'oauth' && !auth.requiredScopes.includes('oauth')) problems.push('oauth needs the scope oauth');
    const lists = [auth.requiredScopes, auth.optionalScopes ?? [], auth.conditionallyRequiredScopes ?? []].flat();
    problems.push(...duplicates(lists).map((scope) => `the scope ${scope} is listed twice`));
  }
  for (const { subscriptions } of configsOf(components, 'webhooks', Webhooks)) {
    const { crmObjects } = subscriptions;
    if (crmObjects.length > SUBSCRIPTION_LIMIT) problems.push('an app has at most 1000 subscriptions');
    const keys = crmObjects.map((one) =>
      [one.subscriptionType, one.objectType, 'propertyName' in one ? one.propertyName : ''].join(' '),
    );
    problems.push(...duplicates(keys).map((key) => `the subscription ${key.trim()} is listed twice`));
  }
  return problems;
}

/** A build fails when the app may not read the records that its cards stand on, or that it is told about. */
function scopeProblems(components: readonly Component[]): string[] {
  const scopes = configsOf(components, 'app', App).flatMap(({ auth }) => auth.requiredScopes);
  const cards = configsOf(components, 'card', Card).flatMap(({ objectTypes }) => objectTypes);
  const webhooks = configsOf(components, 'webhooks', Webhooks).flatMap(({ subscriptions }) =>
    subscriptions.crmObjects.map(({ objectType }) => objectType),
  );
  const actions = configsOf(components, 'workflow-action', WorkflowAction).flatMap(({ objectTypes }) => objectTypes);
  const missing = [...cards, ...webhooks, ...actions].filter((objectType) => !scopes.includes(readScope(objectType)));
  return [...new Set(missing)].map((objectType) => `${objectType} needs the scope ${readScope(objectType)}`);
}

function readScope(objectType: string): string {
  const name = objectType.toLowerCase();
  if (name.startsWith('ticket')) return 'tickets';
  const plural = name === 'company' ? 'companies' : name.replace(/s?$/, 's');
  const standard = ['companies', 'contacts', 'deals', 'invoices', 'orders', 'products', 'quotes', 'line_items'];
  return standard.includes(plural) ? `crm.objects.${plural}.read` : 'crm.objects.custom.read';
}
