import type { Crm } from '../crm.ts';
import type { Kind } from './kinds.ts';

/** The first portal needs no mention, so that a link can be typed by hand. */
export const portalQuery = (crm: Crm, portalId: number): string =>
  crm.portals()[0]?.portalId === portalId ? '' : `?portal=${portalId}`;

/** HubSpot's own types by name, custom objects by id, as in HubSpot's own addresses. */
const pathOf = (kind: Kind): string => (kind.area === 'custom' ? kind.objectTypeId : kind.plural);

export const indexHref = (crm: Crm, portalId: number, kind: Kind): string =>
  `/records/${pathOf(kind)}${portalQuery(crm, portalId)}`;

export const recordHref = (crm: Crm, portalId: number, kind: Kind, id: string, page: '' | '/properties' = ''): string =>
  `/records/${pathOf(kind)}/${encodeURIComponent(id)}${page}${portalQuery(crm, portalId)}`;

export const portalHref = (crm: Crm, portalId: number, path: string): string => path + portalQuery(crm, portalId);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
