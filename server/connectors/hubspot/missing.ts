import type { FieldDescription, FieldNeed, Need } from '../../engine/connector.ts';
import { ConfigError } from '../../engine/error.ts';
import type { GroupNeed, Option } from '../../engine/need.ts';
import type { Call } from './call.ts';
import { type Catalog, type FieldsByName } from './catalog.ts';
import type { CustomObjects } from './custom-objects.ts';
import { groupNames, GROUP } from './groups.ts';
import { labelsOf } from './labels.ts';
import { propertyOf } from './property.ts';
import type { Rights } from './rights.ts';

export interface Parts {
  readonly call: Call;
  readonly catalog: Catalog;
  readonly custom: CustomObjects;
  readonly wait: (ms: number) => Promise<void>;
  readonly rights: Rights;
}

/** What the account lacks, in the order in which it can be created. Throws ConfigError for what can never be had. */
export async function missingThings(parts: Parts, needs: readonly Need[]): Promise<Need[]> {
  const absent = new Set<string>();
  const objects = needs.filter((need) => need.kind === 'object');
  for (const need of objects) if ((await parts.custom.find(need.object)) === null) absent.add(need.object);
  await parts.rights.require(needs.map(({ object }) => object).filter((object) => !absent.has(object)));
  const fields: Need[] = [];
  for (const [object, ofObject] of Map.groupBy(
    needs.filter((need) => need.kind === 'field'),
    (need) => need.object,
  )) {
    fields.push(...(absent.has(object) ? whole(ofObject) : await missingOf(parts, object, ofObject)));
  }
  return [
    ...objects.filter((need) => absent.has(need.object)),
    ...fields,
    ...(await missingLabels(parts, needs, absent)),
  ];
}

const groupOf = ({ object, group = GROUP }: FieldNeed): GroupNeed => ({ kind: 'group', object, ...group });

const once = (groups: readonly GroupNeed[]): GroupNeed[] => [
  ...new Map(groups.map((group) => [group.name, group])).values(),
];

/** Of an object that is yet to be made. */
const whole = (needs: readonly FieldNeed[]): Need[] => [...once(needs.map(groupOf)), ...needs];

async function missingOf(
  { call, catalog, custom }: Parts,
  object: string,
  needs: readonly FieldNeed[],
): Promise<Need[]> {
  const typeId = await custom.idOf(object);
  const found = await catalog.reload(typeId);
  const missing = needs.filter(({ name }) => !found.has(name));
  const groups = once(missing.map(groupOf));
  const there = groups.length === 0 ? new Set<string>() : await groupNames(call, typeId);
  const options = await Promise.all(needs.map((need) => missingOptions(call, typeId, found, need)));
  return [...groups.filter(({ name }) => !there.has(name)), ...missing, ...options.flat()];
}

async function missingOptions(call: Call, typeId: string, found: FieldsByName, need: FieldNeed): Promise<Need[]> {
  const field = found.get(need.name);
  if (field === undefined) return [];
  requireSameKind(need, field);
  const lacking = (need.options ?? []).filter(({ value }) => field.options?.includes(value) !== true);
  if (lacking.length === 0) return [];
  await requireOpenOptions(call, typeId, need, lacking);
  return [{ kind: 'options', object: need.object, name: need.name, options: lacking }];
}

export function requireSameKind(need: FieldNeed, field: FieldDescription): void {
  const property = `The HubSpot property "${need.name}" of ${need.object}`;
  if (field.type !== need.type) {
    throw new ConfigError(
      `${property} is of type ${field.type}, and the mapping needs ${need.type}.`,
      'Delete or rename the property in HubSpot, or provision another name in the mapping.',
    );
  }
  if (need.unique && !field.unique) {
    throw new ConfigError(
      `${property} exists but is not unique, which HubSpot cannot change afterwards.`,
      'Delete the property in HubSpot, or provision another name in the mapping.',
    );
  }
}

/** HubSpot relies on the options of many of its own properties, and keeps others among its users or pipelines. */
async function requireOpenOptions(
  call: Call,
  typeId: string,
  need: FieldNeed,
  lacking: readonly Option[],
): Promise<void> {
  const { externalOptions, modificationMetadata } = await propertyOf(call, typeId, need.name);
  if (!externalOptions && modificationMetadata?.readOnlyOptions !== true) return;
  throw new ConfigError(
    `HubSpot does not let anybody add ${lacking.map(({ value }) => `"${value}"`).join(', ')} to the options of ` +
      `"${need.name}" of ${need.object}.`,
    'Map to options it has, or to a property of your own; stages are added to the pipeline, in its settings.',
  );
}

async function missingLabels(
  { call, custom }: Parts,
  needs: readonly Need[],
  absent: ReadonlySet<string>,
): Promise<Need[]> {
  const missing: Need[] = [];
  for (const need of needs) {
    if (need.kind !== 'association' && need.kind !== 'label') continue;
    const isNew = absent.has(need.object) || absent.has(need.to);
    const there = isNew ? [] : await labelsOf(call, await custom.idOf(need.object), await custom.idOf(need.to));
    const met = need.kind === 'label' ? there.some(({ label }) => label === need.label) : there.length > 0;
    if (!met) missing.push(need);
  }
  return missing;
}
