import type { Change, Outcome } from '../../../engine/connector.ts';
import type { Fields } from '../../../engine/record.ts';
import { isField } from './fields.ts';
import { SystemError } from './system.ts';
import type { Item, ReferenceSystem } from './system.ts';

/** What becomes of a change. */
export function written(system: ReferenceSystem, change: Change): Outcome {
  const failed = (reason: string): Outcome => ({ status: 'failed', reason, retryAfterMs: null });
  if ('from' in change) return failed('items are associated with nothing');
  if (change.kind === 'delete') return failed('an item cannot be deleted; archive it');
  const wrong = 'fields' in change ? Object.keys(change.fields).find((name) => !isField(name)) : undefined;
  if (wrong !== undefined) return failed(`an item has no field "${wrong}"`);
  try {
    return { status: 'done', id: apply(system, change) };
  } catch (error) {
    if (error instanceof SystemError && [404, 422].includes(error.status)) return failed(error.message);
    throw error;
  }
}

type ItemChange = Exclude<Change, { readonly from: unknown } | { readonly kind: 'delete' }>;

function apply(system: ReferenceSystem, change: ItemChange): string {
  if (change.kind === 'create') {
    const same = [...system.items.values()].find(({ reference }) => reference === change.reference);
    const id = same?.id ?? system.insert({ reference: change.reference });
    system.update(id, { ...itemOf(change.fields), away: false });
    return id;
  }
  const { id } = change;
  if (change.kind === 'update') {
    if (system.items.get(id)?.away === true) throw new SystemError(404, `item ${id} is archived`);
    system.update(id, itemOf(change.fields));
  } else {
    system.update(id, { away: change.kind === 'archive' });
  }
  return id;
}

const itemOf = (fields: Fields): Partial<Item> => fields;
