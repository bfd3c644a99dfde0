import type { AppCard, InstalledApp } from '../app-registration.ts';
import type { Crm, CrmRecord } from '../crm.ts';
import { findKind, type Kind } from './kinds.ts';

/** What the page's routes share; the emulator hands it in. */
export interface RecordPageDeps {
  readonly crm: Crm;
  readonly apps: () => readonly InstalledApp[];
  /** Portals in which the app is installed now. */
  readonly installedIn: (appId: number) => readonly number[];
  /** Where built bundles are kept between runs; null keeps them in memory. */
  readonly dataDir: string | null;
  /** Epoch milliseconds on the emulator's clock: the timestamp of signed requests. */
  readonly now: () => number;
}

/** The person who looks at the page, as the cards and signed requests see them. */
export const VIEWER = { id: 1, email: 'robin.reyes@example.com', firstName: 'Robin', lastName: 'Reyes' } as const;

export type Portal = ReturnType<Crm['portals']>[number];

/** The portal of `?portal=`, else the first one; undefined for a number that is no portal. */
export function portalOf(crm: Crm, wanted: unknown): Portal | undefined {
  const portals = crm.portals();
  if (typeof wanted !== 'string' || wanted === '') return portals[0];
  return portals.find((portal) => String(portal.portalId) === wanted);
}

export interface Place {
  readonly portal: Portal;
  readonly kind: Kind;
  readonly record: CrmRecord;
}

export function placeOf(crm: Crm, portalId: number, objectType: string, id: string): Place | undefined {
  const kind = findKind(objectType);
  const portal = portalOf(crm, String(portalId));
  if (!kind || !portal) return undefined;
  const record = crm.get(portal.portalId, kind.objectTypeId, id);
  return record && !record.archived ? { portal, kind, record } : undefined;
}

export interface PlacedCard {
  readonly app: InstalledApp;
  readonly card: AppCard;
}

/** Cards of the apps installed in the portal, for this object type, in HubSpot's two places of a record page. */
export function cardsFor(deps: RecordPageDeps, portalId: number, kind: Kind): PlacedCard[] {
  return deps
    .apps()
    .filter((app) => deps.installedIn(app.registration.appId).includes(portalId))
    .flatMap((app) => app.cards.map((card) => ({ app, card })))
    .filter(({ card }) => card.location === 'crm.record.tab' || card.location === 'crm.record.sidebar')
    .filter(({ card }) => card.objectTypes.some((name) => findKind(name) === kind));
}

/** The app, if it is installed in that portal: the page must not call for an app that is not there. */
export function installedApp(deps: RecordPageDeps, portalId: number, appId: number): InstalledApp | undefined {
  if (!deps.installedIn(appId).includes(portalId)) return undefined;
  return deps.apps().find((app) => app.registration.appId === appId);
}
