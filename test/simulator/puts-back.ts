import type { Edit } from './people.ts';
import type { Random } from './random.ts';
import { SHARED } from './systems.ts';
import type { World } from './world.ts';

/**
 * A person puts back into a company what both sides last agreed on, perhaps in the very moment in which another value of it is
 * carried over: what tells of it looks like the echo of our own write.
 */
export function putsBack({ crm, store }: World, random: Random): Edit | null {
  const found = [...store.state.links.values()].flatMap(({ pair, leftId, base }) => {
    const record = pair === 'customer' && leftId !== null ? crm.records.get('companies', leftId) : undefined;
    if (!record || record.id !== leftId) return [];
    const fields = SHARED.filter((field) => base && Object.hasOwn(base, field));
    const differ = fields.filter((field) => (record.fields[field] ?? null) !== (base?.[field] ?? null));
    return differ.map((field): Edit => ({ side: 'left', id: record.id, field, value: base?.[field] ?? null }));
  });
  if (found.length === 0) return null;
  const edit = random.pick(found);
  crm.records.put('companies', edit.id, { [edit.field]: edit.value });
  return edit;
}
