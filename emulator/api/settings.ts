/** HubSpot's figures. Every one can be set, because a portal may have others, and because tests cannot wait. */
export interface Settings {
  /** Requests per rolling 10 s of one OAuth app in one portal. */
  oauthPer10Seconds: number;
  /** The same for a privately distributed app with a static token (Professional and Enterprise). */
  staticPer10Seconds: number;
  /** Requests a day of static apps, per portal; OAuth apps have no daily limit. */
  staticPerDay: number;
  /** Searches per second and portal, all apps together. */
  searchesPerSecond: number;
  /** How far the search index is behind the records. */
  searchLagMs: number;
  batchInputs: number;
  accessTokenSeconds: number;
  codeSeconds: number;
  /** Events are collected this long before they are sent. */
  webhookDelayMs: number;
  webhookTimeoutMs: number;
  webhookBatch: number;
}

export const HUBSPOT_SETTINGS: Settings = {
  oauthPer10Seconds: 110,
  staticPer10Seconds: 190,
  staticPerDay: 625_000,
  searchesPerSecond: 5,
  searchLagMs: 1500,
  batchInputs: 100,
  accessTokenSeconds: 1800,
  codeSeconds: 60,
  webhookDelayMs: 50,
  webhookTimeoutMs: 5000,
  webhookBatch: 100,
};
