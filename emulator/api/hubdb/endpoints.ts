import type { Endpoint } from '../http/endpoint.ts';
import { csvEndpoints } from './csv-endpoints.ts';
import { rowBatchEndpoints } from './row-batch-endpoints.ts';
import { rowEndpoints } from './row-endpoints.ts';
import { tableEndpoints } from './table-endpoints.ts';

/** HubDB: tables of a website's data, each with a draft and a published version. */
export const hubdbEndpoints: readonly Endpoint[] = [
  ...rowBatchEndpoints,
  ...rowEndpoints,
  ...csvEndpoints,
  ...tableEndpoints,
];
