import { z } from 'zod';
import type { ValueRule } from '../../engine/warn.ts';
import type { Call } from './call.ts';
import type { CustomObjects } from './custom-objects.ts';
import { Refusal } from './refusal.ts';
import { HUBSPOT_VERSION } from './version.ts';

const Rule = z.object({ ruleType: z.string(), ruleArguments: z.array(z.string()).default([]) });
const Rules = z.object({
  results: z.array(z.object({ propertyName: z.string(), propertyValidationRules: z.array(Rule) })),
});

/**
 * The rules that an administrator set for properties, which HubSpot enforces on writes since 2026-09. Which properties the
 * account requires, always or by the value of another one, no API tells: those are known when a write is refused.
 */
export async function valueRules(call: Call, custom: CustomObjects, objects: readonly string[]): Promise<ValueRule[]> {
  const all = objects.map(async (object): Promise<ValueRule[]> => {
    const properties = await rulesOf(call, await custom.idOf(object));
    return properties.flatMap(({ propertyName, propertyValidationRules }) =>
      propertyValidationRules.map(({ ruleType, ruleArguments }) => ({
        object,
        field: propertyName,
        words: [ruleType, ...ruleArguments].join(' '),
      })),
    );
  });
  return (await Promise.all(all)).flat();
}

/** Objects that cannot have rules are refused. */
async function rulesOf(call: Call, typeId: string): Promise<z.infer<typeof Rules>['results']> {
  const path = `/crm/property-validations/${HUBSPOT_VERSION}/${encodeURIComponent(typeId)}`;
  try {
    return Rules.parse((await call({ method: 'GET', path, repeatable: true })).body).results;
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
