import type { Hub, PortalRow } from '../hub.ts';
import type { Settings } from '../settings.ts';

/** What a portal's subscription allows. */
export interface Figures {
  readonly per10Seconds: number;
  readonly perDay: number;
  readonly associationsPer10Seconds: number;
  readonly associationsPerDay: number;
}

export function figuresOf(hub: Hub, portalId: number): Figures {
  const portal = hub.tables.rows<PortalRow>('portals').get(String(portalId));
  const { settings } = hub;
  const addOns = portal?.apiLimitIncreases ?? 0;
  const usual = usualFigures(settings, portal?.tier ?? 'professional');
  if (addOns === 0) return usual;
  return {
    per10Seconds: settings.addOnPer10Seconds,
    perDay: usual.perDay + addOns * settings.addOnPerDay,
    associationsPer10Seconds: settings.addOnAssociationsPer10Seconds,
    associationsPerDay: settings.addOnAssociationsPerDay,
  };
}

function usualFigures(settings: Settings, tier: NonNullable<PortalRow['tier']>): Figures {
  const small = tier === 'free' || tier === 'starter';
  const perDay = small
    ? settings.starterPerDay
    : tier === 'enterprise'
      ? settings.enterprisePerDay
      : settings.staticPerDay;
  return {
    per10Seconds: small ? settings.starterPer10Seconds : settings.staticPer10Seconds,
    perDay,
    associationsPer10Seconds: small ? settings.starterAssociationsPer10Seconds : settings.associationsPer10Seconds,
    associationsPerDay: settings.associationsPerDay,
  };
}

export const timeZoneOf = (hub: Hub, portalId: number): string =>
  hub.tables.rows<PortalRow>('portals').get(String(portalId))?.timezone ?? 'UTC';

/** The day's calls of all privately distributed apps of a portal, as `api-usage/daily/private-apps` reports them. */
export function dailyUsage(
  hub: Hub,
  portalId: number,
): { readonly limit: number; readonly used: number; readonly resetsAt: number } {
  const { used, end } = hub.limiters.today(dailyKey(portalId), timeZoneOf(hub, portalId));
  return { limit: figuresOf(hub, portalId).perDay, used, resetsAt: end };
}

export const dailyKey = (portalId: number): string => `day/${portalId}`;
