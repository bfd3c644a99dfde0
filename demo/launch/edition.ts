export type Edition = 'marketplace' | 'private';

export const PORTAL_ID = 12345678;
export const APP_ID = 1001;
export const CLIENT_ID = 'ledgerline-demo';
/** Where HubSpot believes the server to be; the emulator maps it to the local address. */
export const PUBLIC_ORIGIN = 'https://ledgerline.example.com';

export interface Ports {
  readonly server: number;
  readonly emulator: number;
  readonly erp: number;
}
