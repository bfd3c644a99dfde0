import type { HubSpotError } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { nextNumber } from '../store/counter.ts';

/** Row of the table `importErrors/{portalId}/{importId}`, keyed by error id. */
export interface ImportErrorRow {
  readonly id: string;
  readonly createdAt: number;
  readonly errorType: string;
  readonly message: string;
  /** The text of the file that is wrong; null when it is the row as a whole. */
  readonly invalidValue: string | null;
  readonly columnNumber: number | null;
  readonly typeId: string | null;
  readonly fileId: number;
  /** Counted from 1; 0 is the file as a whole. */
  readonly lineNumber: number;
  readonly rowData: readonly string[];
}

export const errorTable = (portalId: number, importId: string): string => `importErrors/${portalId}/${importId}`;

const FIRST_ERROR = 1;

export function putError(
  hub: Hub,
  portalId: number,
  importId: string,
  error: Omit<ImportErrorRow, 'id' | 'createdAt'>,
): void {
  const id = String(nextNumber(hub.tables, `importErrors/${portalId}`, FIRST_ERROR));
  hub.tables.put(errorTable(portalId, importId), id, { ...error, id, createdAt: hub.clock.now() });
}

const TYPES: Readonly<Record<string, string>> = {
  PROPERTY_DOESNT_EXIST: 'PROPERTY_DEFINITION_NOT_FOUND',
  INVALID_INTEGER: 'COULD_NOT_PARSE_NUMBER',
  INVALID_LONG: 'COULD_NOT_PARSE_DATE',
  INVALID_DATE: 'COULD_NOT_PARSE_DATE',
  INVALID_OPTION: 'INVALID_ENUMERATION_OPTION',
  INVALID_EMAIL: 'INVALID_EMAIL',
  MISSING_REQUIRED_PROPERTY: 'MISSING_REQUIRED_PROPERTY',
  CONFLICTING_UNIQUE_VALUE: 'DUPLICATE_UNIQUE_PROPERTY_VALUE',
  ASSOCIATION_LIMIT_EXCEEDED: 'ASSOCIATION_LIMIT_EXCEEDED',
};

/** The import's own word for a refusal of the records API. */
export function errorTypeOf(error: HubSpotError, code: string | undefined): string {
  if (error.parts.context?.['properties']) return 'MISSING_REQUIRED_PROPERTY';
  return TYPES[code ?? ''] ?? 'FAILED_VALIDATION';
}
