import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { isWithAccountRules } from '../objects/account-rules.ts';
import { type Fault, invalidValues } from '../objects/validate.ts';
import { checkRules } from './check.ts';
import { ruleTable } from './rules.ts';

/** The portal's rules hold for writes from 2026-09 on; the versions before it never heard of them. */
export function underRules(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  version: string,
  values: Record<string, string>,
): Record<string, string> {
  if (!isWithAccountRules(version) || hub.tables.rows(ruleTable(portalId, type)).size === 0) return values;
  const faults: Fault[] = [];
  const kept = Object.entries(values).map(([name, value]) => {
    const result = checkRules(hub, portalId, type, name, value);
    if ('fault' in result) faults.push({ name, ...result.fault });
    return [name, 'value' in result ? result.value : value] as const;
  });
  if (faults.length > 0) throw invalidValues(portalId, faults);
  return Object.fromEntries(kept);
}
