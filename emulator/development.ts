import type { Deliveries } from './deliveries.ts';

/** What a developer sees of a portal beside its records; the API implements it, the CRM page shows it. */
export interface Development {
  readonly deliveries: Deliveries;
  /** The last requests to the API, oldest first. */
  requests(): readonly ApiRequest[];
  /** How the app stands in the portal. */
  install(appId: number, portalId: number): AppInstall;
  /** Installs a static app, as the button on its page in HubSpot does; an OAuth app goes by `installUrl`. */
  installStatic(appId: number, portalId: number): void;
  uninstall(appId: number, portalId: number): void;
}

export interface ApiRequest {
  /** ISO time on the emulator's clock. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** null for a request without an app: the portal's own token, or none. */
  readonly appId: number | null;
  readonly durationMs?: number;
  readonly requestBody?: string;
  readonly responseBody?: string;
}

export interface AppInstall {
  /** Epoch milliseconds; null when it is not installed. */
  readonly installedAt: number | null;
  readonly scopes: readonly string[];
  /** A static app's token in this portal, which HubSpot shows on the app's page. */
  readonly accessToken: string | null;
  /** The consent page of an OAuth app. */
  readonly installUrl: string | null;
}
