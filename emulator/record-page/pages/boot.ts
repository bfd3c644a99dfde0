import type { RecordView } from '../record-view.ts';
import type { VIEWER } from '../scene.ts';
import type { AppView } from './apps-view.ts';
import type { DeliveryView } from './deliveries-view.ts';
import type { HistoryView } from './history-view.ts';
import type { RecordsView } from './records-view.ts';
import type { RecycleBinView } from './recycle-bin-view.ts';
import type { RequestView } from './requests-view.ts';

/** An app's page or settings page: no record, so that the context holds the portal alone. */
export interface ExtensionView {
  readonly portalId: number;
  readonly timezone: string;
  readonly appId: number;
  readonly appName: string;
  readonly uid: string;
  readonly location: 'pages' | 'settings';
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  /** Address of the app's first page; the app's own paths follow it. */
  readonly baseHref: string;
  /** Path inside the app, as its page router sees it. */
  readonly path: string;
}

/** What the script of a page starts from. */
export type PageBoot =
  | { readonly page: 'plain' }
  | { readonly page: 'records'; readonly view: RecordsView }
  | { readonly page: 'record'; readonly view: RecordView }
  | { readonly page: 'history'; readonly view: HistoryView }
  | { readonly page: 'recycle-bin'; readonly view: RecycleBinView }
  | { readonly page: 'extension'; readonly view: ExtensionView }
  | { readonly page: 'apps'; readonly view: readonly AppView[] }
  | { readonly page: 'deliveries'; readonly view: readonly DeliveryView[] }
  | { readonly page: 'delivery'; readonly view: DeliveryView; readonly listHref: string }
  | { readonly page: 'requests'; readonly view: readonly RequestView[] };

export type Boot = PageBoot & {
  readonly viewer: typeof VIEWER;
  readonly portal: { readonly portalId: number; readonly timezone: string };
};
