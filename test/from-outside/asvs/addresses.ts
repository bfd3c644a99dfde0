import { PORTAL_ID } from '../../../demo/launch/edition.ts';

export const WEBHOOK = '/webhooks/hubspot';
export const WHO = `portalId=${PORTAL_ID}&userId=7&userEmail=ada@acorn.example`;
export const cardAddress = (portalId: number | string, objectId: string): string =>
  `/cards/v1/account?portalId=${portalId}&userId=7&objectTypeId=0-2&objectId=${objectId}`;
