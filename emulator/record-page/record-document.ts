import type { Crm } from '../crm.ts';
import { jsonScript, markup } from './markup.ts';
import type { RecordView } from './record-view.ts';
import { indexHref, shell } from './shell.ts';
import { VIEWER, type Place } from './scene.ts';

/** What the page's script starts from. */
export interface RecordBoot {
  readonly view: RecordView;
  readonly indexHref: string;
  readonly viewer: typeof VIEWER;
}

/** `/records/{objectType}/{id}`: the frame, the first state of the record, and the script that draws the three columns. */
export function recordDocument(crm: Crm, place: Place, view: RecordView): string {
  const boot: RecordBoot = {
    view,
    indexHref: indexHref(crm, place.portal.portalId, place.kind),
    viewer: VIEWER,
  };
  const body = markup`<div id="record"></div>${jsonScript('boot', boot)}<script src="/_page/assets/page.js"></script>`;
  return shell({ crm, portal: place.portal, kind: place.kind, title: view.title, body });
}

/** A page that says what is missing and leads back. */
export function missingDocument(crm: Crm, message: string): string {
  const portal = crm.portals()[0] ?? { portalId: 0, name: 'No portal yet', timezone: 'UTC' };
  const body = markup`<main class="index"><h1>Not found</h1><p>${message}</p><p><a href="/">All portals</a></p></main>`;
  return shell({ crm, portal, kind: null, title: 'Not found', body });
}
