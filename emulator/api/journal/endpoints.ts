import type { Endpoint } from '../http/endpoint.ts';
import { filterEndpoints } from './filter-endpoints.ts';
import { readEndpoints } from './read-endpoints.ts';
import { snapshotEndpoints } from './snapshot-endpoints.ts';
import { subscriptionEndpoints } from './subscription-endpoints.ts';

/** The filters' fixed words come before `/{subscriptionId}`. */
export const journalEndpoints: readonly Endpoint[] = [
  ...readEndpoints,
  ...snapshotEndpoints,
  ...filterEndpoints,
  ...subscriptionEndpoints,
];
