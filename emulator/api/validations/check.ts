import type { Hub } from '../hub.ts';
import type { ValueResult } from '../objects/values.ts';
import type { ObjectType } from '../objects/types.ts';
import { NUMBER_AND_DATE_RULES } from './number-and-date-rules.ts';
import { type RuleRow, rulesOf } from './rules.ts';
import { TEXT_RULES } from './text-rules.ts';

/** Rules without a meaning that can be read from their name (`FORMAT`) are kept and not enforced. */
const JUDGES = { ...TEXT_RULES, ...NUMBER_AND_DATE_RULES };

/** What HubSpot brings into shape instead of refusing it, when the rule says so. */
const normalised = (value: string, { ruleType, shouldApplyNormalization }: RuleRow): string =>
  ruleType === 'WHITESPACE' && shouldApplyNormalization ? value.trim() : value;

/** The value under the portal's rules for the property: brought into shape, or the first thing wrong with it. */
export function checkRules(hub: Hub, portalId: number, type: ObjectType, property: string, value: string): ValueResult {
  if (value === '') return { value };
  const rules = [...rulesOf(hub, portalId, type).values()].filter((rule) => rule.propertyName === property);
  const kept = rules.reduce(normalised, value);
  for (const rule of rules) {
    const verdict = JUDGES[rule.ruleType]?.(kept, { args: rule.ruleArguments, now: hub.clock.now() });
    if (verdict) return { fault: verdict };
  }
  return { value: kept };
}
