/** What the page and the worker of a card say to each other over remote-ui's RPC. */

/** `context` as `useExtensionContext` gives it. */
export interface CardContext {
  readonly location:
    | 'crm.record.tab'
    | 'crm.record.sidebar'
    | 'crm.preview'
    | 'helpdesk.sidebar'
    | 'pages'
    | 'settings';
  readonly user: Readonly<Record<string, unknown>>;
  readonly portal: { readonly id: number; readonly timezone: string };
  /** Absent on an app's own page, which has no record. */
  readonly crm?: { readonly objectId: number; readonly objectTypeId: string };
  readonly extension: { readonly appId: number; readonly appName: string; readonly cardTitle: string };
  readonly variables: Readonly<Record<string, string | number | boolean>>;
}

/** Where in an app's own pages the reader is, as `useAppPageLocation` gives it. */
export interface AppPage {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A `Response` cannot travel; the worker builds one of this. */
export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface FetchOptions {
  readonly method?: string;
  readonly timeout?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the page answers for the card. */
export interface HostCalls {
  crmProperties(names: readonly string[] | '*', options: unknown): Promise<Record<string, string | null>>;
  crmAssociations(request: unknown, options: unknown): Promise<unknown>;
  crmSearch(request: unknown, options: unknown): Promise<unknown>;
  crmFormat(request: unknown): Promise<unknown>;
  serverless(name: string, options: unknown): Promise<unknown>;
  hsFetch(url: string, options: FetchOptions): Promise<PlainResponse>;
  log(level: LogLevel, text: string): void;
}

/** Actions the page carries out; the worker adds those that need no page. */
export interface HostActions {
  addAlert(alert: { type?: string; title?: string; message: string }): void;
  reloadPage(): void;
  refreshObjectProperties(): void;
  closeOverlay(id: string): void;
  openIframeModal(frame: { uri: string; title?: string; width: number; height: number }, onClose?: () => void): void;
  copyTextToClipboard(text: string): Promise<void>;
  navigateToPage(target: { to: string; params?: Readonly<Record<string, string>> }): void;
}

/** Calls the worker answers for the page. */
export interface WorkerCalls {
  load(bundle: string, context: CardContext, channel: unknown, actions: HostActions, page: AppPage): Promise<void>;
  /** The reader went to another page of the app. */
  pageChanged(page: AppPage): void;
  /** A property of the record changed: cards that watch it are told. */
  recordChanged(): void;
}
