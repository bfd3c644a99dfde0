import type { z } from 'zod';
import type { CrmRecord } from '../../crm.ts';
import type { Portal, RecordPageDeps } from '../scene.ts';
import { formatted, type HookOptions } from './formatting.ts';

export type Values = Record<string, string | null>;

/** Values by name; those asked for are formatted. */
export function valuesOf(
  { crm, now }: Pick<RecordPageDeps, 'crm' | 'now'>,
  portal: Portal,
  record: CrmRecord,
  names: readonly string[],
  { propertiesToFormat: wanted, formattingOptions: options }: z.infer<typeof HookOptions>,
): Values {
  const definitions = wanted === undefined ? [] : crm.properties(portal.portalId, record.objectTypeId);
  const context = { portal, objectTypeId: record.objectTypeId, values: record.properties, options, now: now() };
  const value = (name: string): string | null => {
    const raw = name === 'hs_object_id' ? record.id : (record.properties[name] ?? null);
    const definition = definitions.find((property) => property.name === name);
    if (raw === null || !definition || !(wanted === 'all' || wanted?.includes(name))) return raw;
    return formatted(definition, raw, context);
  };
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}
