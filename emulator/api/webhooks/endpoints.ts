import type { Endpoint } from '../http/endpoint.ts';
import { settingsEndpoints } from './settings-endpoints.ts';
import { subscriptionEndpoints } from './subscription-endpoints.ts';

export const webhookSettingsEndpoints: readonly Endpoint[] = [...settingsEndpoints, ...subscriptionEndpoints];
