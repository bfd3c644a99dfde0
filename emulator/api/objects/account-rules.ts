import { z } from 'zod';
import type { Hub } from '../hub.ts';
import { type ErrorDetail, invalid } from '../http/errors.ts';
import { findTypeIn } from './portal-types.ts';
import type { ObjectType } from './types.ts';

/**
 * What an administrator of the account requires of every record, as a row of the table
 * `requiredProperties/{portalId}/{typeId}`, keyed by property name: always, or when another property has one of the
 * values. A seed says the same in a portal's `requiredProperties`, by object type and property, and so does the control
 * plane: `PATCH /_emulator/portals/{portalId}`.
 */
export const RequiredProperty = z.union([
  z.strictObject({ required: z.literal(true) }),
  z.strictObject({
    dependsOn: z.strictObject({ property: z.string().min(1), values: z.array(z.string()).min(1) }),
  }),
]);
export type RequiredProperty = z.infer<typeof RequiredProperty>;

export const requiredPropertyTable = (portalId: number, type: ObjectType): string =>
  `requiredProperties/${portalId}/${type.id}`;

/** Object type in any spelling to property to rule. The rules of a type that is named are replaced by these. */
export const RequiredProperties = z.record(z.string(), z.record(z.string(), RequiredProperty));

export function setRequiredProperties(hub: Hub, portalId: number, byType: z.infer<typeof RequiredProperties>): void {
  for (const [spelling, rules] of Object.entries(byType)) {
    const type = findTypeIn(hub, portalId, spelling);
    if (!type) throw invalid(`requiredProperties: there is no object type "${spelling}".`);
    const table = requiredPropertyTable(portalId, type);
    for (const name of hub.tables.rows(table).keys()) hub.tables.remove(table, name);
    for (const [name, rule] of Object.entries(rules)) hub.tables.put(table, name, rule);
  }
}

/** Writes of this version and its successors are held to the account's rules; v3 and 2026-03 never will be. */
export const isWithAccountRules = (version: string): boolean => version >= '2026-09' && !version.startsWith('v');

/**
 * Refuses a write that leaves a required property without a value. `before` is null for a new record, `written` are
 * the checked values of the call; an update answers for what it touches.
 */
export function requireAccountRules(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  version: string,
  before: Readonly<Record<string, string>> | null,
  written: Readonly<Record<string, string>>,
): void {
  if (!isWithAccountRules(version)) return;
  const after = { ...before, ...written };
  const all = before === null || hub.settings.requiredPropertiesOfWholeRecord;
  const touched = (name: string): boolean => all || name in written;
  const faults: ErrorDetail[] = [];
  for (const [name, rule] of hub.tables.rows<RequiredProperty>(requiredPropertyTable(portalId, type))) {
    if (after[name]) continue;
    if (!('dependsOn' in rule)) {
      if (touched(name))
        faults.push(missing(name, 'MISSING_REQUIRED_PROPERTY', `A value for ${name} must be provided`));
      continue;
    }
    const { property, values } = rule.dependsOn;
    const chosen = after[property]?.split(';') ?? [];
    if (!chosen.some((value) => values.includes(value)) || !(touched(name) || touched(property))) continue;
    const message = `${name} is required because of a conditional property rule based on [${property}]`;
    faults.push(missing(name, 'MISSING_CONDITIONAL_REQUIRED_PROPERTY', message));
  }
  if (faults.length > 0) throw invalid('The property values provided are invalid', { errors: faults });
}

/** From 2026-09 on, what the app's user may do counts too: a record may come without its associations only. */
export function requireEditAssociations(hub: Hub, version: string, links: readonly unknown[]): void {
  if (hub.settings.userEditsAssociations || links.length === 0 || !isWithAccountRules(version)) return;
  throw invalid("Missing 'Edit Associations' permission.");
}

const missing = (name: string, code: string, message: string): ErrorDetail => ({
  message,
  code,
  context: { propertyName: [name] },
});
