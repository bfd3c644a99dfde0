import { z } from 'zod';

/**
 * HubSpot keeps the schemas of its configuration files on its servers, and its parser accepts offline any key, enum and
 * uid. These are ours, from its documentation and templates; what they refuse, an upload would refuse, only later.
 */
const text = (max: number) => z.string().min(1).max(max);
const httpsUrl = z.url({ protocol: /^https$/, error: 'must be an https URL' });
const scopes = z.array(z.string().regex(/^[a-z0-9_.-]+$/));

export const HsProject = z.strictObject({
  name: text(200),
  srcDir: z.literal('src'),
  platformVersion: z.enum(['2026.03', '2026.09']),
});

export const HsProfile = z.strictObject({
  accountId: z.number().int().positive(),
  variables: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.union([z.string(), z.number(), z.boolean()])),
});

/** What surrounds every configuration. Types in lower case: HubSpot looks them up by exact key. */
export const HsMeta = z.strictObject({
  uid: z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'must be 1 to 64 letters, digits, "_", "." or "-"'),
  type: z.string(),
  config: z.record(z.string(), z.unknown()),
});

const scopeLists = {
  requiredScopes: scopes,
  optionalScopes: scopes.optional(),
  conditionallyRequiredScopes: scopes.optional(),
};
const redirectUrl = z
  .url()
  .refine((url) => url.startsWith('https://') || /^http:\/\/localhost[:/]/.test(url), 'must be https, or localhost');

export const App = z.strictObject({
  name: text(200),
  description: text(8192),
  distribution: z.enum(['private', 'marketplace']),
  isUserLevel: z.boolean().optional(),
  auth: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('static'), ...scopeLists }),
    z.strictObject({ type: z.literal('oauth'), redirectUrls: z.array(redirectUrl).min(1), ...scopeLists }),
  ]),
  permittedUrls: z.strictObject({ fetch: z.array(httpsUrl), iframe: z.array(httpsUrl), img: z.array(httpsUrl) }),
  support: z
    .strictObject({
      supportEmail: z.email().optional(),
      documentationUrl: httpsUrl.optional(),
      supportUrl: httpsUrl.optional(),
      supportPhone: z.string().optional(),
    })
    .optional(),
});

const extensionEntry = z.string().regex(/^\/app\/.+\.(tsx|ts|jsx|js)$/, 'must be a script below /app');

export const Card = z.strictObject({
  name: text(200),
  description: text(8192).optional(),
  previewImage: z
    .strictObject({ file: z.string().regex(/^\/app\/.+\.(png|jpe?g|gif)$/), altText: z.string() })
    .optional(),
  location: z.enum(['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar']),
  entrypoint: extensionEntry,
  objectTypes: z.array(z.string().min(1)).min(1),
});

export const AppFunction = z.strictObject({
  entrypoint: z.string().regex(/^\/app\/functions\/.+\.js$/, 'must be JavaScript below /app/functions'),
  secretKeys: z.array(
    z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/)
      .refine((key) => key !== 'PRIVATE_APP_ACCESS_TOKEN', 'is set by HubSpot itself'),
  ),
  endpoint: z.strictObject({ path: z.string().startsWith('/'), methods: z.array(z.string()).min(1) }).optional(),
});

const subscribed = { objectType: z.string().min(1), active: z.boolean() };
export const Webhooks = z.strictObject({
  settings: z.strictObject({ targetUrl: httpsUrl, maxConcurrentRequests: z.number().int().min(5).max(100) }),
  subscriptions: z.strictObject({
    crmObjects: z.array(
      z.discriminatedUnion('subscriptionType', [
        z.strictObject({
          subscriptionType: z.literal('object.propertyChange'),
          propertyName: z.string().min(1),
          ...subscribed,
        }),
        z.strictObject({
          subscriptionType: z.enum([
            'object.creation',
            'object.deletion',
            'object.restore',
            'object.merge',
            'object.associationChange',
          ]),
          ...subscribed,
        }),
      ]),
    ),
    hubEvents: z
      .array(
        z.strictObject({
          subscriptionType: z.enum([
            'contact.privacyDeletion',
            'conversation.creation',
            'conversation.deletion',
            'conversation.newMessage',
            'conversation.privacyDeletion',
            'conversation.propertyChange',
          ]),
          active: z.boolean(),
        }),
      )
      .optional(),
  }),
});

export const Settings = z.strictObject({ entrypoint: extensionEntry });
export const Page = z.strictObject({ entrypoint: extensionEntry });

const fieldType = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  type: z.enum(['string', 'number', 'bool', 'enumeration', 'date', 'datetime']),
  fieldType: z.enum(['text', 'textarea', 'number', 'select', 'booleancheckbox', 'date']),
  options: z.array(z.strictObject({ label: z.string().min(1), value: z.string().min(1) })).optional(),
});
const names = z.record(z.string(), z.string().min(1));
const Labels = z.strictObject({
  actionName: text(80),
  actionDescription: text(500),
  actionCardContent: text(200),
  // Needed also when there are no fields.
  inputFieldLabels: names,
  inputFieldDescriptions: names,
  outputFieldLabels: names,
});

export const WorkflowAction = z
  .strictObject({
    actionUrl: httpsUrl,
    isPublished: z.boolean(),
    supportedClients: z.array(z.strictObject({ client: z.enum(['WORKFLOWS', 'AGENTS']) })).min(1),
    inputFields: z.array(
      z.strictObject({
        typeDefinition: fieldType,
        supportedValueTypes: z.tuple([z.enum(['STATIC_VALUE', 'OBJECT_PROPERTY', 'FIELD_DATA'])]),
        isRequired: z.boolean(),
      }),
    ),
    outputFields: z.array(z.strictObject({ typeDefinition: fieldType })).optional(),
    labels: z
      .record(z.string().regex(/^[a-z]{2}$/), Labels)
      .refine((languages) => languages['en'] !== undefined, 'HubSpot needs English'),
    objectTypes: z.array(z.string().min(1)).min(1),
  })
  .refine(
    ({ inputFields, outputFields = [], labels }) =>
      Object.values(labels).every(
        ({ inputFieldLabels, outputFieldLabels }) =>
          sameNames(inputFields, inputFieldLabels) && sameNames(outputFields, outputFieldLabels),
      ),
    'every language must have a label for each field, and for no other',
  );

const sameNames = (
  fields: readonly { readonly typeDefinition: { readonly name: string } }[],
  labels: Readonly<Record<string, string>>,
): boolean =>
  fields
    .map(({ typeDefinition }) => typeDefinition.name)
    .toSorted()
    .join() === Object.keys(labels).toSorted().join();
