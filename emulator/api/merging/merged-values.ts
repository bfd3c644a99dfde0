import type { Hub } from '../hub.ts';
import type { RecordRow } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';

const several = (value: string | undefined): string[] => value?.split(';').filter(Boolean) ?? [];

/** The primary record's values win; what it has none for comes from the other. */
export function mergedValues(
  hub: Hub,
  type: ObjectType,
  primary: RecordRow,
  other: RecordRow,
  losers: readonly string[],
): { properties: Record<string, string>; moved: readonly string[] } {
  const moved = Object.keys(other.properties).filter((name) => primary.properties[name] === undefined);
  const old = [primary, other].flatMap(({ properties }) => several(properties['hs_merged_object_ids']));
  const properties: Record<string, string> = {
    ...other.properties,
    ...primary.properties,
    hs_merged_object_ids: [...new Set([...old, ...losers])].join(';'),
  };
  if (type.singular === 'contact') {
    const now = hub.clock.now();
    const vids = [primary, other].flatMap((row) => several(row.properties['hs_calculated_merged_vids']));
    properties['hs_calculated_merged_vids'] = [...vids, ...losers.map((id) => `${id}:${now}`)].join(';');
    const more = otherAddresses(primary, other);
    if (more.length > 0) properties['hs_additional_emails'] = more.join(';');
  }
  return { properties, moved };
}

/** Every address stays known: what is not the first one becomes an additional one. */
function otherAddresses(primary: RecordRow, other: RecordRow): string[] {
  const all = [primary, other].flatMap(({ properties }) => [
    properties['email'] ?? '',
    ...several(properties['hs_additional_emails']),
  ]);
  const [, ...rest] = new Set(all.filter(Boolean));
  return rest;
}
