/** HubSpot's figures. Every one can be set, because a portal may have others, and because tests cannot wait. */
export interface Settings {
  /** Requests per rolling 10 s of one OAuth app in one portal. */
  oauthPer10Seconds: number;
  /** The same for a privately distributed app with a static token, in a Professional or Enterprise portal. */
  staticPer10Seconds: number;
  /** The same in a Free or Starter portal. */
  starterPer10Seconds: number;
  /** The same in a portal that bought API limit increases. */
  addOnPer10Seconds: number;
  /** Requests a day of all static apps of a Professional portal together; OAuth apps have no daily limit. */
  staticPerDay: number;
  starterPerDay: number;
  enterprisePerDay: number;
  /** What each API limit increase (two at most) adds to the day. */
  addOnPerDay: number;
  /** Searches per second and portal, all apps together. */
  searchesPerSecond: number;
  /** The associations API has limits of its own: per rolling 10 s of one app in one portal, by the portal's tier. */
  associationsPer10Seconds: number;
  starterAssociationsPer10Seconds: number;
  addOnAssociationsPer10Seconds: number;
  /** Calls of the associations API a day, per portal, all apps together. */
  associationsPerDay: number;
  addOnAssociationsPerDay: number;
  /** Calls of the webhooks journal per second and app. */
  journalPerSecond: number;
  /** `Retry-After` on a 429: HubSpot documents it only for 477, and it was seen on some. */
  retryAfterOn429: boolean;
  /** How far the search index is behind the records. */
  searchLagMs: number;
  /** A new property can be read and written this long after it was created; HubSpot takes 250 to 700 ms. */
  propertyLagMs: number;
  /** A schema that is read by its type shows what it was before a PATCH for this long; HubSpot takes up to 70 s. */
  schemaLagMs: number;
  /** Custom object types of a portal. */
  customObjectTypes: number;
  /** Custom objects can be made in Enterprise portals only, as HubSpot sells them; elsewhere it is a 403. */
  customObjectsNeedEnterprise: boolean;
  /** Records of one of HubSpot's types, and of all custom objects together; only the limits API tells, nothing refuses. */
  recordsPerObjectType: number;
  customObjectRecords: number;
  /** Own properties of one type, and of a portal; the calculated ones among them. */
  customPropertiesPerObjectType: number;
  customProperties: number;
  calculatedProperties: number;
  /** A blank in the branch of an `if` that is not taken makes a formula blank, as one account was seen to do. */
  blankBranchBlanksFormula: boolean;
  /** Pipelines of one of HubSpot's types, and of all custom objects together. */
  pipelinesPerObjectType: number;
  /** Association labels of one pair of types. */
  associationLabelsPerPair: number;
  /** Records of one type that one record can be associated with; only the limits API tells. */
  associationsPerRecord: number;
  /** Whether the portal takes sensitive properties; an administrator turns that on. */
  sensitiveData: boolean;
  batchInputs: number;
  /** Rows that a HubDB table holds at most. */
  hubdbRows: number;
  /** Batch read and create answer in an order of their own: HubSpot promises none. */
  shuffleBatchResults: boolean;
  /** Deleted records can be restored, and are answered with `archived=true`, for this long. */
  recycleBinDays: number;
  /** Values kept of one property; HubSpot keeps 20, and 45 of contacts. */
  historyEntries: number;
  contactHistoryEntries: number;
  /** Most records of a list or batch read that asks for propertiesWithHistory. */
  historyPageSize: number;
  /** Whether what is left of a merge keeps the id of the primary record instead of getting a new one. */
  mergeKeepsId: boolean;
  /** Whether a batch read finds a record by an id that lost a merge, as a single read does. */
  mergedIdsInBatchRead: boolean;
  /** A privacy deletion of an unknown e-mail keeps contacts with it from being created. */
  privacyDeletionBlocksEmail: boolean;
  /** An upsert by `email` may leave the e-mail out of its properties. */
  partialUpsertByEmail: boolean;
  /** On 2026-09, an update is refused for required properties that it does not touch, too. */
  requiredPropertiesOfWholeRecord: boolean;
  /** A payment that does not cover an invoice makes it paid nevertheless. */
  anyPaymentPaysInvoice: boolean;
  /** Line items of one deal, quote, invoice or other parent; HubSpot documents no figure, its editor shows 200. */
  lineItemsPerParent: number;
  /** Filter groups of one search: the guide says 5, the description of the API 6. */
  searchFilterGroups: number;
  /** Both ends of the operator BETWEEN belong to it; not documented. */
  betweenIsInclusive: boolean;
  /** Deleting a record that is not there, or no longer, is a 404 instead of a 204; not documented. */
  archiveOfNothingIs404: boolean;
  /** A new contact needs an email, firstname or lastname, as the contacts guide says; the general guide does not. */
  contactsNeedName: boolean;
  /** A new deal must name its pipeline where there are several; otherwise it goes to the first one. */
  dealsNeedPipeline: boolean;
  /** A domain of another company is a 409; HubSpot is said to look for such twins in its pages only. */
  companyDomainsAreUnique: boolean;
  /** Associating two records counts as a modification of both; not documented. */
  associationsTouchRecords: boolean;
  /** The app's user may edit associations; without that, 2026-09 refuses to create a record with some. */
  userEditsAssociations: boolean;
  /** Records carry the `url` of their page: part of HubSpot's description, absent from its guides. */
  recordUrls: boolean;
  /** A call can set an earlier lifecycle stage; long known to need clearing first, not confirmed for 2026-09. */
  lifecycleStageMovesBack: boolean;
  /** The first deal pipeline of a portal has the stage `contractsent`; one portal was seen without. Read at the start. */
  contractSentStage: boolean;
  /** Longer addresses are a 414; HubSpot does not say where it begins, lists with many properties were seen to meet it. */
  urlCharacters: number;
  /** `hubspot_owner_id` must be the id of an owner, which is not that of a user; how HubSpot words it is not confirmed. */
  ownersMustExist: boolean;
  /** The account takes payments; in one that does not, payments and subscriptions cannot be created (403). */
  paymentsSetUp: boolean;
  accessTokenSeconds: number;
  /** How long a code lasts; HubSpot says "a short window". */
  codeSeconds: number;
  /** Cancel on the consent page comes back with `error` and `error_description`; not documented. */
  denialTellsError: boolean;
  /** A code challenge that was sent must be met; not documented for ordinary apps. */
  pkceEnforced: boolean;
  /** Refuse an authorization without a code challenge. HubSpot asks it of user-level apps only. */
  pkceRequired: boolean;
  /** A refresh answers a new refresh token and ends the old one. HubSpot answers the same one. */
  rotateRefreshTokens: boolean;
  /** An access token keeps the scopes of its issuance when the app is authorized anew; not confirmed for 2026. */
  tokensKeepScopes: boolean;
  /** Access tokens go on working this long after their app was uninstalled; not documented. */
  uninstallGraceSeconds: number;
  /** A bearer that cannot be a token is answered by Cloudflare with a 530 page, not by HubSpot with a 401. */
  cloudflareRefusesMalformedTokens: boolean;
  /** OAuth v1 is gone from 16 February 2027 on the emulator's clock, as HubSpot announced. */
  oauthV1Ends: boolean;
  /** So are v4 from 30 March 2027 and v1 to v3 from September 2027: HubSpot calls them unsupported from then on. */
  legacyPathsEnd: boolean;
  /** Events are collected this long before they are sent. */
  webhookDelayMs: number;
  webhookTimeoutMs: number;
  webhookBatch: number;
  /** Retries of a webhook, spread at random over the window. */
  webhookRetries: number;
  webhookRetryWindowSeconds: number;
  /** The first retry comes within this time and the others ever later; 0 spreads all of them evenly. */
  webhookRetryFirstSeconds: number;
  /** Changed webhook settings and subscriptions take effect within this time; HubSpot caches them up to 5 minutes. */
  webhookSettingsCacheMs: number;
  /** Webhooks go on this long after an uninstall, as developers report. */
  webhookAfterUninstallSeconds: number;
  /** `isPrimaryAssociation` in association events: documented, and absent from a captured request. */
  webhookPrimaryFlag: boolean;
  /** Generic association subscriptions hear both directions of a link, as HubSpot's changelog says. */
  webhookBothDirections: boolean;
  /** Changes of calculated properties fire propertyChange; not documented. */
  webhookCalculatedProperties: boolean;
  /** A merge to a new id tells of the primary record's deletion as well as of the others'; not documented. */
  webhookMergedPrimaryDeletion: boolean;
  /** A `contact.privacyDeletion` says whom it is about, by `objectId`; not documented. */
  webhookPrivacyObjectId: boolean;
  /** Webhooks, `hubspot.fetch` and workflow actions are signed with the emulator's time, not with the machine's. */
  signaturesByEmulatorClock: boolean;
  /** Changes appear in the journal this long after they happened, those of one such span in one file. */
  journalPublishMs: number;
  /** Files stay readable this long; HubSpot says three days. */
  journalRetentionHours: number;
  /** The addresses of journal files work this long. */
  journalUrlSeconds: number;
  /** Events of one file, and its size in bytes. */
  journalFileEvents: number;
  journalFileBytes: number;
  /** The answer for an offset that has aged out or never was: 404 or 204, or 200 for the earliest file. */
  journalUnknownOffset: number;
  /** An object subscription without `properties` hears of all of them, as one with an empty list does. */
  journalAllProperties: boolean;
  /** Dates in the journal are epoch milliseconds as in webhooks, not ISO texts. */
  journalEpochDates: boolean;
  /** Events of the journal say who made the change (`changeSource`, `sourceId`); no captured one does. */
  journalSources: boolean;
  /** Inputs of an associations batch read: the guide says 1,000, a changelog was quoted with 100. */
  associationsRead: number;
  /** Inputs of the other associations batches. */
  associationsWritten: number;
  /** The archiving batches of the dated paths answer 204 as those of v4 do, and not the 200 of the description. */
  associationArchiveIs204: boolean;
  /** The first company of a contact, deal, ticket or order becomes its primary one, as it does in HubSpot's pages. */
  firstCompanyIsPrimary: boolean;
  /** How long a schema lists a new association without its name; seen live for about five minutes. */
  associationNameLagMs: number;
  /** Central exchange rates are enabled in the account. */
  centralExchangeRates: boolean;
  /** How long an import waits before it is read, and how long it then is `PROCESSING`. */
  importStartMs: number;
  importRunMs: number;
  /** Imports that run at once; further ones are `DEFERRED`. */
  concurrentImports: number;
  importFileBytes: number;
  importRows: number;
  /** How long an export is `PENDING`, and how long it then is `PROCESSING`. */
  exportStartMs: number;
  exportRunMs: number;
  exportsPerDay: number;
  /** How long the address of an exported file works; not documented. */
  exportUrlSeconds: number;
}

export const HUBSPOT_SETTINGS: Settings = {
  oauthPer10Seconds: 110,
  staticPer10Seconds: 190,
  starterPer10Seconds: 100,
  addOnPer10Seconds: 250,
  staticPerDay: 625_000,
  starterPerDay: 250_000,
  enterprisePerDay: 1_000_000,
  addOnPerDay: 1_000_000,
  searchesPerSecond: 5,
  associationsPer10Seconds: 150,
  starterAssociationsPer10Seconds: 100,
  addOnAssociationsPer10Seconds: 200,
  associationsPerDay: 500_000,
  addOnAssociationsPerDay: 1_000_000,
  journalPerSecond: 100,
  retryAfterOn429: false,
  searchLagMs: 1500,
  propertyLagMs: 500,
  schemaLagMs: 0,
  customObjectTypes: 10,
  customObjectsNeedEnterprise: false,
  recordsPerObjectType: 15_000_000,
  customObjectRecords: 1_500_000,
  customPropertiesPerObjectType: 1000,
  customProperties: 10_000,
  calculatedProperties: 200,
  blankBranchBlanksFormula: true,
  pipelinesPerObjectType: 100,
  associationLabelsPerPair: 50,
  associationsPerRecord: 50_000,
  sensitiveData: false,
  batchInputs: 100,
  hubdbRows: 10_000,
  shuffleBatchResults: true,
  recycleBinDays: 90,
  historyEntries: 20,
  contactHistoryEntries: 45,
  historyPageSize: 50,
  mergeKeepsId: false,
  mergedIdsInBatchRead: true,
  privacyDeletionBlocksEmail: true,
  partialUpsertByEmail: false,
  requiredPropertiesOfWholeRecord: false,
  anyPaymentPaysInvoice: false,
  lineItemsPerParent: 10_000,
  searchFilterGroups: 5,
  betweenIsInclusive: true,
  archiveOfNothingIs404: false,
  contactsNeedName: false,
  dealsNeedPipeline: false,
  companyDomainsAreUnique: false,
  associationsTouchRecords: false,
  userEditsAssociations: true,
  recordUrls: true,
  lifecycleStageMovesBack: false,
  contractSentStage: true,
  urlCharacters: 15_000,
  ownersMustExist: true,
  paymentsSetUp: true,
  accessTokenSeconds: 1800,
  codeSeconds: 60,
  denialTellsError: true,
  pkceEnforced: true,
  pkceRequired: false,
  rotateRefreshTokens: false,
  tokensKeepScopes: true,
  uninstallGraceSeconds: 0,
  cloudflareRefusesMalformedTokens: true,
  oauthV1Ends: true,
  legacyPathsEnd: false,
  webhookDelayMs: 50,
  webhookTimeoutMs: 5000,
  webhookBatch: 100,
  webhookRetries: 10,
  webhookRetryWindowSeconds: 86_400,
  webhookRetryFirstSeconds: 3,
  webhookSettingsCacheMs: 0,
  webhookAfterUninstallSeconds: 0,
  webhookPrimaryFlag: false,
  webhookBothDirections: true,
  webhookCalculatedProperties: false,
  webhookMergedPrimaryDeletion: false,
  webhookPrivacyObjectId: true,
  signaturesByEmulatorClock: false,
  journalPublishMs: 1000,
  journalRetentionHours: 72,
  journalUrlSeconds: 300,
  journalFileEvents: 10_000,
  journalFileBytes: 5_000_000,
  journalUnknownOffset: 404,
  journalAllProperties: true,
  journalEpochDates: true,
  journalSources: false,
  associationsRead: 1000,
  associationsWritten: 2000,
  associationArchiveIs204: false,
  firstCompanyIsPrimary: false,
  associationNameLagMs: 0,
  centralExchangeRates: true,
  importStartMs: 500,
  importRunMs: 1000,
  concurrentImports: 3,
  importFileBytes: 512 * 1024 * 1024,
  importRows: 1_048_576,
  exportStartMs: 500,
  exportRunMs: 1000,
  exportsPerDay: 30,
  exportUrlSeconds: 300,
};
