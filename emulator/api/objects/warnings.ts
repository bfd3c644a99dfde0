import type { Hub } from '../hub.ts';
import { findProperty } from '../properties/catalog.ts';
import { isWithAccountRules } from './account-rules.ts';
import type { ObjectType } from './types.ts';
import { asText } from './validate.ts';

/** Part of a record in an answer of 2026-09: a value is kept in another form than it was written in. */
export interface Warning {
  readonly category: 'PROPERTY_VALUE_NORMALIZED';
  readonly message: string;
  readonly context: {
    readonly propertyName: string;
    readonly rawValue: string;
    readonly normalizedValue: string;
  };
}

/**
 * Text that was brought into another form: an e-mail or a domain in lower case. A date in another notation is still
 * the same date, and a leading `;` is an instruction, so that neither is worth a warning.
 */
export function warningsOf(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  version: string,
  written: Readonly<Record<string, unknown>>,
  kept: Readonly<Record<string, string>>,
): Warning[] {
  if (!isWithAccountRules(version)) return [];
  return Object.entries(written).flatMap(([propertyName, raw]) => {
    const rawValue = asText(raw);
    const normalizedValue = kept[propertyName] ?? '';
    const isText = findProperty(hub.tables, portalId, type, propertyName)?.type === 'string';
    if (!isText || rawValue === normalizedValue) return [];
    return {
      category: 'PROPERTY_VALUE_NORMALIZED' as const,
      message: `The value of ${propertyName} was normalized from "${rawValue}" to "${normalizedValue}".`,
      context: { propertyName, rawValue, normalizedValue },
    };
  });
}
