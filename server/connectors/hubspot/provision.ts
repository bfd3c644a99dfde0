import type { Need } from '../../engine/connector.ts';
import { ConfigError } from '../../engine/error.ts';
import type { ObjectNeed, OptionsNeed } from '../../engine/need.ts';
import { definitions } from './catalog.ts';
import { createFields } from './create-fields.ts';
import { create, untilKnown } from './creating.ts';
import { schemas } from './custom-objects.ts';
import { labels, labelsOf } from './labels.ts';
import type { Parts } from './missing.ts';
import { asOptions, newProperty, propertyOf } from './property.ts';

/**
 * Creates what is missing, and returns when HubSpot knows it. Repeating it does no harm. Custom objects come first, then groups,
 * then the properties that lie in them; objects do not wait for each other.
 */
export async function provisionThings(parts: Parts, needs: readonly Need[]): Promise<void> {
  for (const need of needs.filter(({ kind }) => kind === 'object')) await provisionOne(parts, need);
  await Promise.all(needs.filter(({ kind }) => kind === 'group').map((need) => provisionOne(parts, need)));
  const fields = needs.filter((need) => need.kind === 'field');
  await Promise.all(
    [...Map.groupBy(fields, (need) => need.object)].map(([object, ofObject]) => createFields(parts, object, ofObject)),
  );
  const others = needs.filter(({ kind }) => kind !== 'object' && kind !== 'group' && kind !== 'field');
  for (const need of others) await provisionOne(parts, need);
}

async function provisionOne(parts: Parts, need: Need): Promise<void> {
  const { call, custom } = parts;
  switch (need.kind) {
    case 'object':
      return createObject(parts, need);
    case 'group': {
      const { name, label, object } = need;
      const path = definitions(await custom.idOf(object), '/groups');
      return create(call, { path, body: { name, label }, what: `the property group "${name}" of ${object}` });
    }
    case 'field':
      return createFields(parts, need.object, [need]);
    case 'options':
      return addOptions(parts, need);
    case 'association':
    case 'label':
      return createAssociation(parts, need);
  }
}

async function createObject({ call, custom, wait }: Parts, need: ObjectNeed): Promise<void> {
  const { object, singular, plural, display } = need;
  const { groupName: _, ...property } = newProperty(display) as { groupName: string };
  const body = {
    name: object,
    labels: { singular, plural },
    primaryDisplayProperty: display.name,
    requiredProperties: [],
    searchableProperties: [display.name],
    properties: [property],
    associatedObjects: [],
  };
  const what = `the custom object "${object}"`;
  await create(call, { path: schemas(), body, what }).catch((cause: unknown) => {
    if (!(cause instanceof ConfigError) || /lacks a scope/.test(cause.message)) throw cause;
    throw new ConfigError(
      cause.message,
      'Custom objects need an Enterprise subscription: map to one of the objects of HubSpot instead, or remove the pair.',
      { cause },
    );
  });
  await untilKnown(wait, what, async () => {
    await custom.reload();
    return (await custom.find(object)) !== null;
  });
}

/** HubSpot replaces the whole list, so the new ones are put behind those that are there now. */
async function addOptions({ call, catalog, custom, wait }: Parts, need: OptionsNeed): Promise<void> {
  const typeId = await custom.idOf(need.object);
  const lacking = async () => {
    const { options } = await propertyOf(call, typeId, need.name);
    const known = new Set(options.map(({ value }) => value));
    return { options, more: need.options.filter(({ value }) => !known.has(value)) };
  };
  const { options, more } = await lacking();
  if (more.length > 0) {
    const order = Math.max(-1, ...options.map(({ displayOrder }) => Number(displayOrder ?? 0))) + 1;
    const added = asOptions(more).map((option, index) => ({ ...option, displayOrder: order + index }));
    const path = definitions(typeId, `/${encodeURIComponent(need.name)}`);
    await call({ method: 'PATCH', path, body: { options: [...options, ...added] }, repeatable: true });
  }
  const what = `the new options of "${need.name}" of ${need.object}`;
  await untilKnown(wait, what, async () => (await lacking()).more.length === 0);
  await catalog.reload(typeId);
}

type AssociationNeed = Extract<Need, { kind: 'association' | 'label' }>;

/** An empty label makes the type without a label, which is what a pair with a custom object lacks. */
async function createAssociation({ call, custom, wait }: Parts, need: AssociationNeed): Promise<void> {
  const ends = [await custom.idOf(need.object), await custom.idOf(need.to)] as const;
  const label = need.kind === 'label' ? need.label : '';
  const name = nameOf(need);
  const what = `the association ${label === '' ? '' : `label "${label}" `}of ${need.object} with ${need.to}`;
  await create(call, { path: labels(...ends), body: { name, label }, what });
  await untilKnown(wait, what, async () => {
    const there = await labelsOf(call, ...ends);
    return label === '' ? there.length > 0 : there.some((one) => one.label === label);
  });
}

/** Internal names are words, unique in the account and at most fifty letters long. */
function nameOf(need: AssociationNeed): string {
  const words = ['ledgerline', need.object, need.to, ...(need.kind === 'label' ? [need.label] : [])].join('_');
  return words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 50)
    .replace(/_$/, '');
}
