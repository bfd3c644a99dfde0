import { associationKey } from './associations.ts';
import type { Association, MappedField } from './mapping.ts';
import type { SyncRecord, Value } from './record.ts';

const DIRECTIONS = { both: 'both', 'left-to-right': 'to-right', 'right-to-left': 'to-left' } as const;

/** An association and the right field as one field that both sides have, with right ids as its values. */
export const asField = ({ to, right, direction, rule = 'right' }: Association): MappedField => ({
  left: associationKey(to),
  right,
  direction: DIRECTIONS[direction],
  rule,
  late: false,
});

/** The left record with the value of that field. */
export const withReference = (record: SyncRecord, { to }: Association, value: Value): SyncRecord => ({
  ...record,
  fields: { ...record.fields, [associationKey(to)]: value },
});
