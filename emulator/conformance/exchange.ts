/** One request and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly requestType: string | null;
  /** As parsed by the server; undefined without one, or when the server never got to reading it. */
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseType: string | null;
  readonly responseBody: Buffer;
}

/** One way in which an exchange is not what HubSpot's files say. */
export interface Mismatch {
  /** `POST /crm/objects/2026-03/contacts`, or the path as called when no file has it. */
  readonly operation: string;
  readonly file: string | null;
  /** The path as called, without ids and query: it tells the version. */
  readonly called: string;
  readonly side: 'request' | 'response';
  /** `body/results/N/id`, `query/limit`, `status`. */
  readonly where: string;
  readonly message: string;
  readonly sample: string;
}

/** One fault shows in many exchanges and in every element of an array; it is told once. */
export const kindOf = ({ operation, file, called, side, where, message }: Mismatch): string =>
  [operation, file, called, side, where.replaceAll(/\/\d+(?=\/|$)/g, '/N'), message].join(' ');
