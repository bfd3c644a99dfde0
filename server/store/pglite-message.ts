/** What the store and its worker thread say to each other. */
export interface Request {
  readonly no: number;
  readonly op: 'open' | 'query' | 'script' | 'listen' | 'close';
  readonly sql: string;
  readonly params: readonly unknown[];
}
export type Answer =
  | { readonly no: number; readonly rows: Record<string, unknown>[] }
  | {
      readonly no: number;
      readonly error: { message: string; code: string | undefined; constraint: string | undefined };
    }
  | { readonly channel: string; readonly payload: string };
