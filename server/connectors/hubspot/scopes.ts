import { ConfigError } from '../../engine/error.ts';
import { isStandardObject } from './object-types.ts';

/** Scopes that are not called as the object is; discounts, fees and taxes are looked at as parts of line items. */
const AREAS: Readonly<Record<string, string>> = {
  commerce_payments: 'commercepayments',
  discounts: 'line_items',
  fees: 'line_items',
  taxes: 'line_items',
};
const OF_PRODUCTS = ['products', 'line_items', 'discounts', 'fees', 'taxes'];

/** What an app needs to read and write records of an object, and to have properties of its own there. */
export function scopesOf(object: string): string[] {
  if (object === 'tickets') return ['tickets'];
  const area = isStandardObject(object) ? (AREAS[object] ?? object) : 'custom';
  const records = ['read', 'write'].map((right) => `crm.objects.${area}.${right}`);
  if (OF_PRODUCTS.includes(object)) return [...records, 'e-commerce'];
  return [...records, ...['read', 'write'].map((right) => `crm.schemas.${area}.${right}`)];
}

export function lackingScopes(objects: readonly string[], cause?: unknown): ConfigError {
  const scopes = [...new Set(objects.flatMap(scopesOf))].join(', ');
  return new ConfigError(
    `The HubSpot app was not granted what the mapping needs for ${objects.join(', ')}. It needs: ${scopes}.`,
    'Private app: list these under "requiredScopes" in src/app/app-hsmeta.json, upload the project and install the app again. ' +
      'Marketplace app: open /oauth/install again and grant them. Or take the pairs out of the mapping.',
    { cause },
  );
}
