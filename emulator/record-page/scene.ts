import type { AppCard, InstalledApp } from '../app-registration.ts';
import type { PortalCatalog } from '../portal-catalog.ts';
import type { ChangeActor, Crm, CrmRecord } from '../crm.ts';
import type { Development } from '../development.ts';
import { kindOf, KINDS, spelled, type Kind } from './kinds.ts';

/** What the page's routes share; the emulator hands it in. */
export interface RecordPageDeps {
  readonly crm: Crm;
  readonly catalog: PortalCatalog;
  readonly apps: () => readonly InstalledApp[];
  /** Portals in which the app is installed now. */
  readonly installedIn: (appId: number) => readonly number[];
  /** What a developer sees beside the CRM: installs, webhook deliveries, requests. */
  readonly development: Development;
  /** Where built bundles are kept between runs; null keeps them in memory. */
  readonly dataDir: string | null;
  /** Epoch milliseconds on the emulator's clock. */
  readonly now: () => number;
  /** Epoch milliseconds for the timestamp of signed requests: the machine's, because receivers compare it with theirs. */
  readonly signingTime: () => number;
}

/** The person who looks at the page, as the cards and signed requests see them. */
export const VIEWER = { id: 1, email: 'robin.reyes@example.com', firstName: 'Robin', lastName: 'Reyes' } as const;

/** Who changed a record, when a person did it on these pages. */
export const PERSON: ChangeActor = { changeSource: 'CRM_UI', sourceId: `userId:${VIEWER.id}` };

export type Portal = ReturnType<Crm['portals']>[number];

/** The portal of `?portal=`, else the first one; undefined for a number that is no portal. */
export function portalOf(crm: Crm, wanted: unknown): Portal | undefined {
  const portals = crm.portals();
  if (typeof wanted !== 'string' || wanted === '') return portals[0];
  return portals.find((portal) => String(portal.portalId) === wanted);
}

/** Every type of the portal, HubSpot's own in the order of the navigation, then custom objects. */
export function kindsIn(catalog: PortalCatalog, portalId: number): readonly Kind[] {
  return catalog
    .objectTypes(portalId)
    .map(kindOf)
    .toSorted((one, next) => placeOfKind(one) - placeOfKind(next));
}

function placeOfKind({ objectTypeId }: Kind): number {
  const place = KINDS.findIndex((kind) => kind.objectTypeId === objectTypeId);
  return place === -1 ? KINDS.length : place;
}

export const kindIn = (catalog: PortalCatalog, portalId: number, spelling: string): Kind | undefined =>
  spelled(kindsIn(catalog, portalId), spelling);

export interface Place {
  readonly portal: Portal;
  readonly kind: Kind;
  readonly record: CrmRecord;
}

type Records = Pick<RecordPageDeps, 'crm' | 'catalog'>;

export function placeOf(
  { crm, catalog }: Records,
  portalId: number,
  objectType: string,
  id: string,
): Place | undefined {
  const portal = portalOf(crm, String(portalId));
  const kind = portal && kindIn(catalog, portal.portalId, objectType);
  if (!portal || !kind) return undefined;
  const record = crm.get(portal.portalId, kind.objectTypeId, id);
  return record && !record.archived ? { portal, kind, record } : undefined;
}

export interface PlacedCard {
  readonly app: InstalledApp;
  readonly card: AppCard;
}

export const appsIn = (deps: RecordPageDeps, portalId: number): InstalledApp[] =>
  deps.apps().filter((app) => deps.installedIn(app.registration.appId).includes(portalId));

/** Does the list of an hsmeta file, in any spelling, name this type? */
export const names = (objectTypes: readonly string[], kind: Kind): boolean =>
  objectTypes.some((name) => spelled([kind], name) !== undefined);

/** Cards of the apps installed in the portal, for this object type. */
export function cardsFor(deps: RecordPageDeps, portalId: number, kind: Kind): PlacedCard[] {
  return appsIn(deps, portalId)
    .flatMap((app) => app.cards.map((card) => ({ app, card })))
    .filter(({ card }) => names(card.objectTypes, kind));
}

/** The app, if it is installed in that portal: the page must not call for an app that is not there. */
export function installedApp(deps: RecordPageDeps, portalId: number, appId: number): InstalledApp | undefined {
  if (!deps.installedIn(appId).includes(portalId)) return undefined;
  return deps.apps().find((app) => app.registration.appId === appId);
}
