import { DATED, type Scopes } from '../http/endpoint.ts';

/** `/cms/hubdb/{v}{rest}` in both dated versions, and `/cms/v3/hubdb{rest}`. */
export const hubdbPaths = (rest: string): string[] => [
  ...DATED.map((version) => `/cms/hubdb/${version}${rest}`),
  `/cms/v3/hubdb${rest}`,
];

const oneOf = (scope: string) => (): Scopes => [['hubdb', scope]];

export const READ_TABLES = oneOf('hubdb.tables.read');
export const WRITE_TABLES = oneOf('hubdb.tables.write');
export const PUBLISH_TABLES = oneOf('hubdb.tables.publish');
export const READ_ROWS = oneOf('hubdb.rows.read');
export const WRITE_ROWS = oneOf('hubdb.rows.write');
