import type { ChangeActor } from '../../crm.ts';
import type { Hub } from '../hub.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import type { ObjectType } from '../objects/types.ts';
import type { Principal } from '../oauth/tokens.ts';
import { invalid } from './errors.ts';

/** One call of the API after its token was found good. */
export interface Call {
  readonly hub: Hub;
  readonly principal: Principal;
  readonly portalId: number;
  readonly actor: ChangeActor;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Files of a multipart upload, by field; empty for every other call. */
  readonly files: readonly UploadedFile[];
  readonly path: string;
  /** Where the caller reached the emulator, for addresses of files: `http://localhost:4000`. */
  readonly baseUrl: string;
  /** The version in the path: `2026-09` enforces the account's own rules on writes, the others do not. */
  readonly version: string;
}

export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly content: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly body?: object;
  /** Instead of `body`, an answer that is not JSON; `headers` say what it is. */
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Any one scope of each group is needed. */
export type Scopes = readonly (readonly string[])[];

/** What a call counts against: the app's requests (usual), the portal's searches, an own limit, or nothing. */
export type Budget = 'app' | 'search' | 'associations' | 'journal' | 'none';

export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express paths: the same handler serves every version. */
  readonly paths: readonly string[];
  readonly budget?: Budget;
  /** Who may call: the token of a portal (usual), or the app itself by client credentials or its developer key. */
  readonly caller?: 'portal' | 'app';
  /** The body is multipart/form-data: its fields become `body`, its files `files`. */
  readonly upload?: boolean;
  readonly scopes: (call: Call) => Scopes;
  readonly run: (call: Call) => Answer;
}

export const ok = (body: object): Answer => ({ status: 200, body });
export const created = (body: object): Answer => ({ status: 201, body });
export const NO_CONTENT: Answer = { status: 204 };

export const DATED = ['2026-03', '2026-09'] as const;

/** `/crm/{area}/{v}{rest}` in both dated versions, and `/crm/v3/{area}{rest}` or what `legacy` names instead. */
export const crmPaths = (area: string, rest: string, legacy: readonly string[] = ['v3']): string[] => [
  ...DATED.map((version) => `/crm/${area}/${version}${rest}`),
  ...legacy.map((version) => `/crm/${version}/${area}${rest}`),
];

/** HubSpot's and the portal's own object types, in any spelling; 400 for the rest. */
export function typeOf(call: Pick<Call, 'hub' | 'portalId'>, spelling: string | undefined): ObjectType {
  const type = findTypeIn(call.hub, call.portalId, spelling ?? '');
  if (!type) throw invalid(`Unable to infer object type from: ${spelling}`);
  return type;
}

/** `a,b` and repeated parameters alike; null when absent. */
export function listed(query: URLSearchParams, name: string): string[] | null {
  const all = query.getAll(name);
  return all.length === 0
    ? null
    : all
        .flatMap((text) => text.split(','))
        .map((text) => text.trim())
        .filter(Boolean);
}

export function limitOf(query: URLSearchParams, usual: number, most: number): number {
  const text = query.get('limit');
  if (text === null) return usual;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw invalid(`limit must be a positive number, not "${text}"`);
  if (limit > most) throw invalid(`The requested page size of ${limit} is more than the limit of ${most}.`);
  return limit;
}
