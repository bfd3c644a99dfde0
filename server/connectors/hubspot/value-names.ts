import type { ValueName } from '../../engine/value-name.ts';
import type { Call } from './call.ts';
import type { CustomObjects } from './custom-objects.ts';
import { ownerNames } from './owners.ts';
import { isOfPipelines, pipelineNames } from './pipelines.ts';
import { propertyOf } from './property.ts';
import { Refusal } from './refusal.ts';

/** A new colleague, or a new stage, is known after so long. */
const FRESH_MS = 60_000;

interface Kept {
  readonly readAt: number;
  readonly names: Promise<readonly ValueName[]>;
}

export type ValueNamesOf = (object: string, field: string) => Promise<readonly ValueName[]>;

/** What people of one portal call the values of a property; each is read once a minute at most. */
export function createValueNames(call: Call, custom: CustomObjects, now: () => Date): ValueNamesOf {
  const kept = new Map<string, Kept>();
  return (object, field) => {
    const key = `${object} ${field}`;
    const known = kept.get(key);
    if (known && now().getTime() - known.readAt < FRESH_MS) return known.names;
    const names = read(call, custom, object, field);
    kept.set(key, { readAt: now().getTime(), names });
    names.catch(() => kept.delete(key));
    return names;
  };
}

async function read(call: Call, custom: CustomObjects, object: string, field: string): Promise<ValueName[]> {
  const typeId = await custom.idOf(object);
  try {
    if (isOfPipelines(field)) return await pipelineNames(call, typeId, field);
    const { referencedObjectType, options } = await propertyOf(call, typeId, field);
    if (referencedObjectType === 'OWNER') return await ownerNames(call);
    return options.map(({ label, value }) => ({ name: label, value }));
  } catch (error) {
    // That there is no such property or object is found by those who check the mapping.
    if (error instanceof Refusal) return [];
    throw error;
  }
}
