/**
 * HubSpot's date-based REST version. It stands after the name of the API (`/crm/objects/2026-09/contacts`), never after
 * `/crm`. Every API this connector uses has a 2026-09 path, so there is no list of exceptions yet.
 */
export const HUBSPOT_VERSION = '2026-09';
