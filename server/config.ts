import { z } from 'zod';
import { ConfigError } from './engine/error.ts';
import { parsePermissions } from './http/permissions.ts';
import { parseRange } from './fence.ts';
import { Secret } from './secret.ts';

type Env = Readonly<Record<string, string | undefined>>;

const secret = (what: string) =>
  z
    .string()
    .min(1, what)
    .transform((value) => new Secret(value));
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ''));
const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max);

/** What each variable must look like, for the sentence the operator reads. */
const expectations: Readonly<Record<string, string>> = {
  LEDGERLINE_ROLE: 'all, or one of web and worker where several processes share a database',
  PORT: 'a port number from 0 to 65535, for example 3000',
  DATABASE_URL: 'a PostgreSQL address, for example postgresql://ledgerline@db.internal:5432/ledgerline',
  PUBLIC_BASE_URL: 'the https address HubSpot calls, for example https://ledgerline.example.com',
  OAUTH_REDIRECT_URL: 'an address, for example https://ledgerline.example.com/oauth/callback',
  HUBSPOT_API_URL: 'an address, for example https://api.hubapi.com',
  HUBSPOT_AUTHORIZE_URL: 'an address, for example https://app.hubspot.com/oauth/authorize',
  HUBSPOT_APP_ID: "the app's number, for example 1234567",
  HUBSPOT_PORTAL_ID: "the account's number, for example 12345678",
  HUBSPOT_ACCOUNTS: 'account numbers separated by commas, for example 12345678,23456789',
  HUBSPOT_LIMIT: 'requests per 10 seconds, from 1 to 1000, for example 110',
  HUBSPOT_LEFT_TO_OTHERS: 'percent, from 0 to 90, for example 10',
  LEDGERLINE_FUNCTION_SECRET: 'a Standard Webhooks secret: whsec_ and base64',
  LEDGERLINE_GONE_DAYS: 'whole days from 0 to 3650, for example 30',
  LEDGERLINE_KEYS: 'name:base64 pairs separated by commas, each key 32 bytes, the newest first',
  ERP_URL: "the ERP database's address, for example postgresql://reader:password@erp.internal:5432/erp",
  RECONCILE_AT: 'a time of day in UTC, for example 02:30, or off',
  POLL_SECONDS: 'whole seconds from 1 to 3600, for example 5',
  LEDGERLINE_LEDGER_DAYS: 'whole days from 1 to 36500, for example 400',
  LEDGERLINE_ACTORS:
    'e-mails, @domains, user numbers and workflow, each for all actions or as action=who, separated by commas',
  LEDGERLINE_ALLOWED_ADDRESSES: 'addresses and networks separated by commas, for example 10.20.0.0/16',
  LEDGERLINE_TRUSTED_PROXIES: 'the number of proxies in front of the server, from 0 to 10',
  LEDGERLINE_DRAIN_SECONDS: 'whole seconds from 0 to 300, for example 15',
  LEDGERLINE_METRICS_TOKEN: 'a token of at least 16 characters',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'the address of a collector, for example http://otel-collector:4318',
  OTEL_TRACES_SAMPLER_ARG: 'the share of traces that is sent, from 0 to 1',
  LOG_LEVEL: 'one of trace, debug, info, warn, error, fatal, silent',
};

const Environment = z.object({
  LEDGERLINE_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  PORT: integer(0, 65_535).default(3000),
  LEDGERLINE_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .transform((url) => new Secret(url))
    .optional(),
  PUBLIC_BASE_URL: httpUrl.optional(),
  OAUTH_REDIRECT_URL: httpUrl.optional(),
  HUBSPOT_API_URL: httpUrl.default('https://api.hubapi.com'),
  HUBSPOT_AUTHORIZE_URL: httpUrl.default('https://app.hubspot.com/oauth/authorize'),
  HUBSPOT_APP_ID: integer(1, Number.MAX_SAFE_INTEGER).optional(),
  HUBSPOT_CLIENT_ID: z.string().min(1).optional(),
  HUBSPOT_CLIENT_SECRET: secret('a client secret').optional(),
  HUBSPOT_CLIENT_SECRET_PREVIOUS: secret('a client secret').optional(),
  HUBSPOT_ACCESS_TOKEN: secret('an access token').optional(),
  HUBSPOT_PORTAL_ID: integer(1, Number.MAX_SAFE_INTEGER).optional(),
  HUBSPOT_ACCOUNTS: z
    .string()
    .regex(/^\d{1,15}(, *\d{1,15})*$/)
    .transform((list) => list.split(',').map(Number))
    .optional(),
  HUBSPOT_LIMIT: integer(1, 1000).optional(),
  HUBSPOT_LEFT_TO_OTHERS: integer(0, 90).default(10),
  LEDGERLINE_FUNCTION_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/=]{24,}$/)
    .transform((value) => new Secret(value))
    .optional(),
  LEDGERLINE_KEYS: z
    .string()
    .regex(/^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/)
    .transform((value) => new Secret(value))
    .optional(),
  LEDGERLINE_GONE_DAYS: integer(0, 3650).default(30),
  LEDGERLINE_ACTORS: z
    .string()
    .transform((list) => parsePermissions(list))
    .optional(),
  LEDGERLINE_ADMIN_TOKEN: secret('a token').optional(),
  LEDGERLINE_MAPPING: z.string().min(1).optional(),
  LEDGERLINE_CONNECTION: z.string().min(1).optional(),
  ERP_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .transform((url) => new Secret(url))
    .optional(),
  ERP_NAME: z.string().min(1).default('ERP'),
  POLL_SECONDS: integer(1, 3600).default(5),
  RECONCILE_AT: z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|off)$/)
    .default('02:30'),
  LEDGERLINE_LEDGER_DAYS: integer(1, 36_500).default(400),
  LEDGERLINE_ALLOWED_ADDRESSES: z
    .string()
    .transform((list) => list.split(',').map((one) => parseRange(one.trim())))
    .refine((ranges) => ranges.every((range) => range !== null))
    .transform((ranges) => ranges.filter((range) => range !== null))
    .default([]),
  LEDGERLINE_TRUSTED_PROXIES: integer(0, 10).default(0),
  LEDGERLINE_DRAIN_SECONDS: integer(0, 300).default(0),
  LEDGERLINE_METRICS_TOKEN: z
    .string()
    .min(16)
    .transform((value) => new Secret(value))
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('ledgerline'),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d+)?|1(\.0+)?)$/)
    .transform(Number)
    .default(1),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export type Config = ReturnType<typeof readConfig>;
/** What a process does: answer HubSpot and the operator, work, or both. */
export type Role = Config['role'];

/** Secrets are named but never quoted, because start-up messages end in logs. */
const SECRETS = /SECRET|TOKEN|KEYS|_URL$/;

function sentence(name: string, env: Env): string {
  const given = env[name];
  const shown = given === undefined ? 'not set' : SECRETS.test(name) ? 'set, but not readable' : `"${given}"`;
  return `${name} is ${shown}; it must be ${expectations[name] ?? 'set'}.`;
}

/** Settings that are only useful together. */
function missingPartners(env: Env): string[] {
  const groups: readonly (readonly string[])[] = [
    ['HUBSPOT_CLIENT_ID', 'HUBSPOT_CLIENT_SECRET'],
    ['HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_PORTAL_ID'],
    ['LEDGERLINE_MAPPING', 'LEDGERLINE_CONNECTION'],
  ];
  return groups.flatMap((group) => {
    const set = group.filter((name) => env[name] !== undefined);
    const unset = group.filter((name) => env[name] === undefined);
    if (set.length === 0 || unset.length === 0) return [];
    return [
      `${set.join(' and ')} ${set.length === 1 ? 'is' : 'are'} set without ${unset.join(' and ')}; set all of them or none.`,
    ];
  });
}

/** A store in one process's folder cannot be shared, so what one half took in the other would never see. */
function lonelyRole({ LEDGERLINE_ROLE: role, DATABASE_URL: url }: Env): string[] {
  if ((role !== 'web' && role !== 'worker') || url !== undefined) return [];
  const why = 'without it the database is embedded, and only one process can use that';
  return [`LEDGERLINE_ROLE is "${role}" without DATABASE_URL: ${why}. Set DATABASE_URL, or LEDGERLINE_ROLE to all.`];
}

/**
 * The environment as typed settings. It is passed in, so that tests need not touch the process.
 * Throws ConfigError naming every variable that is wrong.
 */
export function readConfig(env: Env) {
  // An empty variable is how a compose file spells "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  const names = parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  const problems = [...names.map((name) => sentence(name, given)), ...missingPartners(given), ...lonelyRole(given)];
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError('The configuration cannot be used.', problems.join(' '));
  }
  const settings = parsed.data;
  const publicBaseUrl = settings.PUBLIC_BASE_URL ?? `http://localhost:${settings.PORT}`;
  return {
    role: settings.LEDGERLINE_ROLE,
    port: settings.PORT,
    dataDir: settings.LEDGERLINE_DATA,
    databaseUrl: settings.DATABASE_URL ?? null,
    publicBaseUrl,
    oauthRedirectUrl: settings.OAUTH_REDIRECT_URL ?? `${publicBaseUrl}/oauth/callback`,
    hubspot: {
      apiUrl: settings.HUBSPOT_API_URL,
      authorizeUrl: settings.HUBSPOT_AUTHORIZE_URL,
      appId: settings.HUBSPOT_APP_ID ?? null,
      clientId: settings.HUBSPOT_CLIENT_ID ?? null,
      clientSecret: settings.HUBSPOT_CLIENT_SECRET ?? null,
      clientSecretPrevious: settings.HUBSPOT_CLIENT_SECRET_PREVIOUS ?? null,
      accessToken: settings.HUBSPOT_ACCESS_TOKEN ?? null,
      portalId: settings.HUBSPOT_PORTAL_ID ?? null,
      /** Accounts that may install the app here; null: every one that HubSpot lets. */
      accounts: settings.HUBSPOT_ACCOUNTS ?? null,
      /** Null: as many as HubSpot's answers say. */
      limitPer10Seconds: settings.HUBSPOT_LIMIT ?? null,
      /** Share of what all apps of the account have together. */
      leftToOthers: settings.HUBSPOT_LEFT_TO_OTHERS / 100,
    },
    functionSecret: settings.LEDGERLINE_FUNCTION_SECRET ?? null,
    keys: settings.LEDGERLINE_KEYS ?? null,
    /** How long the data of an account is kept after its install ended. */
    goneDays: settings.LEDGERLINE_GONE_DAYS,
    /** Who may act on cards, and which workflows may. */
    permissions: settings.LEDGERLINE_ACTORS ?? null,
    adminToken: settings.LEDGERLINE_ADMIN_TOKEN ?? null,
    mappingFile: settings.LEDGERLINE_MAPPING ?? null,
    connectionFile: settings.LEDGERLINE_CONNECTION ?? null,
    erp: { name: settings.ERP_NAME, secrets: erpSecrets(given) },
    pollSeconds: settings.POLL_SECONDS,
    /** Minutes after midnight, UTC; null when it is off. */
    reconcileAt: minutesOf(settings.RECONCILE_AT),
    ledgerDays: settings.LEDGERLINE_LEDGER_DAYS,
    /** Connected to in any case, whatever the fence around HubSpot and the ERP says. */
    allowedAddresses: settings.LEDGERLINE_ALLOWED_ADDRESSES,
    /** So many X-Forwarded-For hops are believed. */
    trustedProxies: settings.LEDGERLINE_TRUSTED_PROXIES,
    /** How long /ready says 503 before calls are refused, for the load balancer to notice. */
    drainSeconds: settings.LEDGERLINE_DRAIN_SECONDS,
    metricsToken: settings.LEDGERLINE_METRICS_TOKEN ?? null,
    /** Null: no traces are sent. */
    traces:
      settings.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : {
            endpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
            serviceName: settings.OTEL_SERVICE_NAME,
            ratio: settings.OTEL_TRACES_SAMPLER_ARG,
          },
    logLevel: settings.LOG_LEVEL,
  };
}

/** What a connection needs and its file must not hold: every variable that begins with ERP_ but the name on the card. */
function erpSecrets(env: Env): ReadonlyMap<string, Secret> {
  const own = Object.entries(env).filter(([name]) => name.startsWith('ERP_') && name !== 'ERP_NAME');
  return new Map(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, new Secret(value)] as const])));
}

function minutesOf(time: string): number | null {
  if (time === 'off') return null;
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
