import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ExportRow } from './export.ts';

export const EXPORT_FILES = '/crm-export-files';

const signatureOf = ({ secret }: ExportRow, path: string, expiresAt: number): string =>
  createHmac('sha256', secret).update(`${path}\n${expiresAt}`).digest('hex');

/** An address that needs no token: it carries its end and a signature. Every status answer makes a new one. */
export function exportAddress(baseUrl: string, portalId: number, row: ExportRow, expiresAt: number): string {
  const path = `${EXPORT_FILES}/${portalId}/${row.id}.csv`;
  const query = new URLSearchParams({ Expires: String(expiresAt), Signature: signatureOf(row, path, expiresAt) });
  return `${baseUrl}${path}?${query}`;
}

export function isSigned(row: ExportRow, path: string, expiresAt: number, signature: string): boolean {
  const expected = Buffer.from(signatureOf(row, path, expiresAt));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
