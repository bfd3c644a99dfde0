import type { Mismatch } from './exchange.ts';

/** A place where HubSpot's published files are known to say something else than HubSpot does. */
export interface KnownError {
  /** Of `POST /crm/objects/2026-03/{objectType}/search`. */
  readonly operation: RegExp;
  readonly side: Mismatch['side'];
  /** Of `body/results/0/id`. */
  readonly where: RegExp;
  readonly message?: RegExp;
  /** Of the path as called, for what belongs to one version. */
  readonly called?: RegExp;
  /** Of the value there, as JSON. */
  readonly sample?: RegExp;
  readonly reason: string;
  readonly evidence: string;
}

const ANY = /./;
const GUIDE = "HubSpot's guide";
const KALUP = 'Seen live on 2026-09 in October 2026: scopiousdigital/kalup, docs/hubspot.md.';

/** Each is what HubSpot does, by its guides or as seen live, where its files say otherwise. */
export const KNOWN_ERRORS: readonly KnownError[] = [
  {
    operation: / \/automation\/actions\/callbacks\//,
    side: 'request',
    where: /^operation$/,
    reason: 'The file of the workflow actions is not among those that the emulator is checked against.',
    evidence: 'HubSpot-public-api-spec-collection has it: Automation/Actions V4.',
  },
  {
    operation: / \/crm\/objects\//,
    side: 'request',
    where: /^body(\/inputs\/\d+)?\/associations$/,
    message: /required/,
    reason: 'Records are created without associations.',
    evidence: `${GUIDE} "Using object APIs" creates records with properties alone.`,
  },
  {
    operation: / \/crm\/objects\//,
    side: 'request',
    where: /^body(\/inputs\/\d+)?\/properties\/\w+$/,
    message: /must be string/,
    reason: 'Numbers, booleans and null are taken as property values, and kept as text.',
    evidence: `${GUIDE} to line items sends "price": 10 and "quantity": 1.`,
  },
  {
    operation: / \/crm\/objects\/.*\/batch\/read$/,
    side: 'request',
    where: /^body\/properties(WithHistory)?$/,
    message: /required/,
    reason: 'A batch read may leave out what to return.',
    evidence: `${GUIDE} "Using object APIs" reads by inputs and properties, without propertiesWithHistory.`,
  },
  {
    operation: / \/crm\/objects\//,
    side: 'response',
    where: /^body(\/results\/\d+)?\/properties\/\w+$/,
    message: /must be string/,
    reason: 'A property without a value is null.',
    evidence: '@hubspot/api-client types the values as string | null; the guides show null for empty properties.',
  },
  {
    operation: / \/crm\/objects\/.*\/search$/,
    side: 'request',
    where: /^body\/(after|filterGroups|limit|properties|sorts)$/,
    message: /required/,
    reason: 'Every part of a search may be left out.',
    evidence: `${GUIDE} "Search the CRM" searches with filterGroups alone, and with query alone.`,
  },
  {
    operation: / \/crm\/objects\/.*\/search$/,
    side: 'request',
    where: /^body\/sorts\/0$/,
    message: /must be string/,
    reason: 'A sort is an object of propertyName and direction.',
    evidence: `${GUIDE} "Search the CRM" sorts by {"propertyName": "createdate", "direction": "DESCENDING"}.`,
  },
  {
    operation: ANY,
    side: 'response',
    where: /^error\/status$/,
    message: /does not know/,
    reason: 'Every error body says "status": "error".',
    evidence: `${GUIDE} "Error handling" shows it in each of its examples.`,
  },
  {
    operation: ANY,
    side: 'response',
    where: /^body\/errors\/\d+\/(context|errors|links)$/,
    message: /required/,
    reason: 'The parts of one error of a batch may be missing.',
    evidence: `${GUIDE} "Error handling": parsing must allow for missing fields; its example of a 207 has neither errors nor links.`,
  },
  {
    operation: ANY,
    side: 'response',
    where: /^error\/(errorType|policyName|groupName|requestId)$/,
    message: /does not know/,
    reason: 'A 429 has a shape of its own.',
    evidence: `${GUIDE} "Usage guidelines" shows errorType, policyName, groupName and requestId.`,
  },
  {
    operation: / \/oauth\//,
    side: 'response',
    where: /^error\/(category|correlationId|error|error_description|status)$/,
    message: /does not know|required/,
    reason: 'OAuth answers errors in the shape of RFC 6749 beside a status of its own.',
    evidence: 'HubSpot added error and error_description to every version in January 2026; seen live.',
  },
  {
    operation: / \/oauth\/2026-03\/token\/introspect$/,
    side: 'response',
    where: /^body\/\w+$/,
    message: /required/,
    sample: /^\{"active":false\}$/,
    reason: 'A token that is unknown or revoked is answered by {"active": false} alone.',
    evidence: `RFC 7662, and ${GUIDE} to managing tokens.`,
  },
  {
    operation: / \/oauth\/2026-03\/token$/,
    side: 'response',
    where: /^body\/(token_use|hub_id|scopes)$/,
    message: /required/,
    called: /\/oauth\/v1\//,
    reason: 'Version 1 does not say the account, the scopes and the use.',
    evidence: `${GUIDE} to the migration from version 1.`,
  },
  {
    operation: / \/oauth\/(authorize|(\d+|\{\})\/authorize|2026-03\/(access|refresh)-tokens\/)/,
    side: 'request',
    where: /^operation$/,
    reason: 'The consent page, and the calls that only version 1 has.',
    evidence: 'The files describe the API of one version; the page is no API.',
  },
  {
    operation: / \/crm\/(associations|objects)\//,
    side: 'response',
    where: /\/(to|from)ObjectId$/,
    message: /must be string/,
    reason: 'The ids of associated records are numbers.',
    evidence: `${GUIDE} to associations shows numbers, and so it was seen live.`,
  },
  {
    operation: / \/crm\/(associations|objects)\//,
    side: 'response',
    where: /\/label$/,
    message: /must be string/,
    reason: 'The association type without a label has the label null.',
    evidence: `${GUIDE} to associations shows "label": null.`,
  },
  {
    operation: / \/crm\/associations\/.*\/batch\/((labels\/)?archive|purge)$/,
    side: 'response',
    where: /^status$/,
    called: /\/(v4|2026-09)\//,
    sample: /^204$/,
    reason:
      'Version 4 answers 204 where the file says 200 and a body; dated ones do by the setting associationArchiveIs204.',
    evidence:
      "HubSpot's file of version 4; @hubspot/api-client expects no body. Which one the dated ones do is not confirmed.",
  },
  {
    operation: / \/crm\/properties\/.*\/batch\/read$/,
    side: 'request',
    where: /^body\/(archived|dataSensitivity)$/,
    message: /required/,
    reason: 'Both have a default.',
    evidence: `${GUIDE} to properties reads a batch by its inputs alone.`,
  },
  {
    operation: / \/(crm\/2026-03\/associations|integrators\/timeline-templates\/2026-03)\//,
    side: 'request',
    where: /^operation$/,
    called: /\/(crm\/v3\/associations|integrators\/timeline\/v3)\//,
    reason: 'Associations and the timeline of version 3 have shapes that no later version has.',
    evidence: 'The files describe one version; @hubspot/api-client still calls these.',
  },
  {
    operation: / \/crm\/objects\/2026-03\/.*\/associations\//,
    side: 'request',
    where: /^operation$/,
    called: /\/crm\/v3\/objects\//,
    reason: 'Version 3 links two records of an objects path by the name of an association type.',
    evidence: 'The files describe one version; @hubspot/api-client called these until version 8.',
  },
  {
    operation: /^GET \/crm\/objects\/2026-03\/.*\/associations\/\{toObjectType\}$/,
    side: 'response',
    where: /^body\/results\/\d+/,
    called: /\/crm\/v3\/objects\//,
    reason: 'Version 3 lists an association by the id of the other record and the name of the type.',
    evidence: 'CollectionResponseAssociatedId of version 3, as in the associations of a single read.',
  },
  {
    operation: / \/webhooks\/2026-03\//,
    side: 'request',
    where: /^query\/hapikey$/,
    reason: "The developer's key of a legacy app goes into the address.",
    evidence: '@hubspot/api-client sends developerApiKey so; OpenAPI names it under securitySchemes alone.',
  },
  {
    operation: / \/crm-object-schemas\/2026-03\/schemas(\/\{objectType\})?$/,
    side: 'request',
    where:
      /^body\/(allowsSensitiveProperties|searchableProperties|secondaryDisplayProperties|shouldCreateSameObjectAssociation|clearDescription)$/,
    message: /required/,
    reason: 'What describes a schema further may be left out.',
    evidence: '@hubspot/api-client has them as optional, or not at all.',
  },
  {
    operation: / \/crm-object-schemas\/2026-03\/schemas$/,
    side: 'request',
    where: /^body\/(associatedObjects|properties|requiredProperties)$/,
    message: /required/,
    reason: 'A schema needs a name, labels and a primary display property, which the file does not require.',
    evidence: KALUP,
  },
  {
    operation: / \/crm-object-schemas\/2026-03\/schemas\/\{objectType\}$/,
    side: 'request',
    where: /^body\/name$/,
    message: /does not know/,
    reason: 'A change of the name is ignored, not refused.',
    evidence: KALUP,
  },
  {
    operation: /^GET \/crm-object-schemas\/2026-03\/schemas$/,
    side: 'response',
    where: /^body\/results\/\d+\/restorable$/,
    reason: 'Archived schemas are marked so.',
    evidence: KALUP,
  },
  {
    operation: /^PATCH \/crm\/properties\/2026-03\//,
    side: 'request',
    where: /^body\/(hasUniqueValue|dataSensitivity|numberDisplayHint|textDisplayHint)$/,
    reason: 'What never changes is ignored, and null keeps what is there.',
    evidence: KALUP,
  },
  {
    operation: /^(POST|PUT|PATCH) \/crm\/pipelines\/2026-03\//,
    side: 'request',
    where: /\/metadata\/\w+$/,
    message: /must be string/,
    reason: 'Numbers are taken in the metadata of a stage, and kept as text.',
    evidence: 'The file\'s own words on probability: { "probability": 0.5 }.',
  },
  {
    operation: / \/crm\/pipelines\/2026-03\//,
    side: 'response',
    where: /^body$/,
    message: /is not JSON/,
    sample: /^""$/,
    reason: 'A pipeline or stage that is not there is a 404 without a body.',
    evidence: KALUP,
  },
  {
    operation: / \/crm\/pipelines\/2026-03\/.*\/stages$/,
    side: 'response',
    where: /^error\/category$/,
    message: /required/,
    reason: 'A stage id that is taken, and stages of a pipeline that is not there, are errors without a category.',
    evidence: KALUP,
  },
  {
    operation: / \/oauth\/2026-03\/token\/introspect$/,
    side: 'request',
    where: /^body\/(access|refresh)_token$/,
    message: /does not know/,
    reason: 'The fields that the guide names; only "token" works.',
    evidence: `${GUIDE} to managing tokens passes the token as access_token or refresh_token.`,
  },
  {
    operation: / \/oauth\/2026-03\/token\/introspect$/,
    side: 'response',
    where: /^body\/(hub_id|user_id|expires_in|token_use)$/,
    sample: /client_credentials|webhooks_journal|^\d+$/,
    reason: 'A token of an app itself has neither account nor user; the file describes those of accounts alone.',
    evidence: 'The file of the token endpoint has ClientCredentialsTokenResponse, that of introspection no twin of it.',
  },
  {
    operation: / \/oauth\/2026-03\/token$/,
    side: 'request',
    where: /^query\//,
    called: /\/oauth\/v1\//,
    reason: 'Version 1 takes its fields from the query too.',
    evidence: `${GUIDE} to the migration from version 1: "parameters in the body, not the query".`,
  },
  {
    operation: /^POST \/webhooks-journal\/subscriptions\//,
    side: 'request',
    where: /^body\/(objectIds|properties|subscriptionType)$/,
    message: /required|allowed values/,
    reason: 'A journal subscription need not name records or properties.',
    evidence: `${GUIDE} to journal subscriptions marks both as optional; its examples leave them out.`,
  },
  {
    operation: /^POST \/webhooks\/2026-03\/\{appId\}\/subscriptions$/,
    side: 'request',
    where: /^body\/active$/,
    message: /required/,
    reason: 'A webhook subscription is inactive unless it says otherwise.',
    evidence: `${GUIDE} to webhooks: "active" defaults to false.`,
  },
  {
    operation: ANY,
    side: 'response',
    where: /^body$/,
    message: /is not JSON/,
    sample: /^"<!doctype html>.*Cloudflare/s,
    reason: 'Statuses of 520 to 530 are pages of Cloudflare, which stands before HubSpot.',
    evidence: `${GUIDE} "Error handling" lists them; connectors report the page for malformed tokens.`,
  },
  {
    operation: / \/crm\/pipelines\//,
    side: 'response',
    where: /^error\/category$/,
    message: /required/,
    reason: 'Some errors of pipelines have no category.',
    evidence: 'Seen live, on 2026-09.',
  },
  {
    operation: / \/cms\/hubdb\//,
    side: 'response',
    where: /\/(childTableId|name|path|publishedAt)$/,
    message: /must be string/,
    sample: /^null$/,
    reason: 'A row that is no page has no name and path, and a draft no date of its publication.',
    evidence: 'The same file lets requests leave them out and requires them in answers.',
  },
  {
    operation: / \/cms\/hubdb\//,
    side: 'request',
    where:
      /\/(allowChildTables|allowPublicApiAccess|dynamicMetaTags|enableChildTablePages|useForPages|childTableId|displayIndex)$/,
    message: /required/,
    reason: 'What a table or row has beyond its name and cells may be left out.',
    evidence: `${GUIDE} to HubDB creates tables and rows without them; @hubspot/api-client has them as optional.`,
  },
  {
    operation: / \/crm\/exports\/2026-03\/export\/async$/,
    side: 'request',
    where:
      /^body\/(associatedObjectType|includeLabeledAssociations|includePrimaryDisplayPropertyForAssociatedObjects)$/,
    message: /required/,
    reason: 'An export without associations does not say how to show them.',
    evidence: `${GUIDE} to exports leaves them out; @hubspot/api-client has the first as optional and not the others.`,
  },
  {
    operation: / \/crm\/associations\/.*\/labels$/,
    side: 'response',
    where: /^body\/results\/\d+\/(from|to)ObjectTypeId$/,
    message: /must be string/,
    sample: /^null$/,
    reason: 'The two types of a label are null on the dated paths.',
    evidence: 'Seen live, on 2026-09.',
  },
  {
    operation: / \/cms\/hubdb\//,
    side: 'request',
    where: /\/columns\/\d+\/(id|options\/\d+\/(createdAt|id|label|order|type|updatedAt))$/,
    message: /required/,
    reason: 'Columns and options get their ids, order and dates from HubSpot.',
    evidence: `${GUIDE} to HubDB sends columns by name, label and type, and options by their name.`,
  },
  {
    operation: /^PATCH \/cms\/hubdb\/.*\/draft$/,
    side: 'request',
    where: /^body\/(name|label)$/,
    message: /required/,
    reason: 'A patch may leave alone what it does not change.',
    evidence: `${GUIDE} to HubDB changes a table by its columns alone.`,
  },
  {
    operation: / \/cms\/hubdb\/.*\/draft\/clone$/,
    side: 'request',
    where: /^body\/isHubspotDefined$/,
    message: /required/,
    reason: 'A clone is a table of the account unless it says otherwise.',
    evidence: `${GUIDE} to HubDB clones by newName, newLabel and copyRows.`,
  },
  {
    operation: /^GET \/cms\/hubdb\/.*\/rows(\/draft)?$/,
    side: 'request',
    where: /^query\/\w+$/,
    message: /does not know/,
    reason: 'Rows are filtered by parameters that are named after the columns of the table.',
    evidence: `${GUIDE} to HubDB filters by columnName__operator=value.`,
  },
];

export const explains = (known: KnownError, mismatch: Mismatch): boolean =>
  known.side === mismatch.side &&
  known.operation.test(mismatch.operation) &&
  known.where.test(mismatch.where) &&
  (known.message?.test(mismatch.message) ?? true) &&
  (known.called?.test(mismatch.called) ?? true) &&
  (known.sample?.test(mismatch.sample) ?? true);
