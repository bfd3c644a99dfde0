import type { ObjectDescription } from '../../../engine/connector.ts';
import { ConfigError } from '../../../engine/error.ts';
import type { SyncRecord } from '../../../engine/record.ts';
import type { Item } from './system.ts';

const FIELDS = ['text', 'reference', 'price'] as const;
export const ITEM: ObjectDescription = {
  name: 'item',
  fields: [
    { name: 'text', type: 'string', readOnly: false, unique: false },
    { name: 'reference', type: 'string', readOnly: false, unique: true },
    { name: 'price', type: 'decimal', readOnly: false, unique: false },
  ],
  can: ['create', 'update', 'archive', 'restore'],
};
export const isField = (name: string): name is (typeof FIELDS)[number] => FIELDS.some((field) => field === name);

/** Throws ConfigError for what an item does not have. */
export function checkNames(object: string, fields: readonly string[]): void {
  if (object !== 'item') throw new ConfigError(`There is no object "${object}".`, 'Use the object "item".');
  const wrong = fields.find((field) => !isField(field));
  if (wrong !== undefined)
    throw new ConfigError(`An item has no field "${wrong}".`, `Use one of ${FIELDS.join(', ')}.`);
}

export const recordOf = (item: Item, fields: readonly string[]): SyncRecord => ({
  object: 'item',
  id: item.id,
  fields: Object.fromEntries(fields.filter(isField).map((field) => [field, item[field]])),
  modifiedAt: new Date(item.changedAt).toISOString(),
});
