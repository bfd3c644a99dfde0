import type { CrmRecord } from '../../../crm.ts';
import type { Filter, Sort } from './requests.ts';

export const valueOf = (record: CrmRecord, name: string): string =>
  (name === 'hs_object_id' ? record.id : record.properties[name]) ?? '';

/** Numbers and times by size, everything else by letters; ISO times have an order of letters already. */
function compared(one: string, other: string): number {
  const [left, right] = [Number(one), Number(other)];
  if (one !== '' && other !== '' && !Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return one.localeCompare(other, 'en', { sensitivity: 'base' });
}

const listOf = ({ values = [] }: Filter): string[] =>
  (Array.isArray(values) ? values : String(values).split(';')).map((value) => String(value).toLowerCase());

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}*]+/gu) ?? [];

/** Every word that is wanted, whole and in any case; `*` stands for what comes before or after. */
const hasToken = (value: string, wanted: string): boolean =>
  wordsOf(wanted).every((word) => wordsOf(value).some((one) => isLike(one, word)));

function isLike(word: string, wanted: string): boolean {
  const core = wanted.replaceAll('*', '');
  if (wanted.startsWith('*') && wanted.endsWith('*')) return word.includes(core);
  if (wanted.startsWith('*')) return word.endsWith(core);
  return wanted.endsWith('*') ? word.startsWith(core) : word === core;
}

const TESTS: Readonly<Record<Filter['operator'], (value: string, wanted: string, filter: Filter) => boolean>> = {
  EQ: (value, wanted) => compared(value, wanted) === 0,
  NEQ: (value, wanted) => compared(value, wanted) !== 0,
  LT: (value, wanted) => value !== '' && compared(value, wanted) < 0,
  LTE: (value, wanted) => value !== '' && compared(value, wanted) <= 0,
  GT: (value, wanted) => value !== '' && compared(value, wanted) > 0,
  GTE: (value, wanted) => value !== '' && compared(value, wanted) >= 0,
  BETWEEN: (value, wanted, { highValue = '' }) =>
    value !== '' && compared(value, wanted) >= 0 && compared(value, String(highValue)) <= 0,
  IN: (value, _wanted, filter) => listOf(filter).includes(value.toLowerCase()),
  NOT_IN: (value, _wanted, filter) => !listOf(filter).includes(value.toLowerCase()),
  HAS_PROPERTY: (value) => value !== '',
  NOT_HAS_PROPERTY: (value) => value === '',
  CONTAINS_TOKEN: (value, wanted) => hasToken(value, wanted),
  NOT_CONTAINS_TOKEN: (value, wanted) => !hasToken(value, wanted),
};

export const passes = (record: CrmRecord, filters: readonly Filter[]): boolean =>
  filters.every((filter) =>
    TESTS[filter.operator](valueOf(record, filter.property), String(filter.value ?? ''), filter),
  );

/** By each column in turn; records without a value come last, whatever the direction. */
export function sorted(records: readonly CrmRecord[], sorts: readonly Sort[]): readonly CrmRecord[] {
  return records.toSorted((one, other) => {
    for (const { columnName, direction } of sorts) {
      const [left, right] = [valueOf(one, columnName), valueOf(other, columnName)];
      if (left === right) continue;
      if (left === '' || right === '') return left === '' ? 1 : -1;
      const order = compared(left, right) * direction;
      if (order !== 0) return order;
    }
    return 0;
  });
}
