import { can } from './connector.ts';
import type { Ability, FieldDescription, FieldNeed, Need, ObjectDescription } from './connector.ts';
import { didYouMean } from './suggest.ts';
import { ID_FIELD } from './value.ts';

/** An object as it will be once the mapping's needs are provisioned. */
export interface CheckedObject {
  readonly name: string;
  field(name: string): FieldDescription | undefined;
  /** The sentence about a field it does not have, or nothing. */
  unknown(name: string): string[];
  can(ability: Ability): boolean;
}

export function checkedObject(
  name: string,
  objects: readonly ObjectDescription[],
  needs: readonly Need[],
): CheckedObject | undefined {
  const described = objects.find((object) => object.name === name);
  const own = needs.filter((need) => need.object === name);
  if (!described && !own.some(({ kind }) => kind === 'object')) return undefined;
  const needed = own.filter((need) => need.kind === 'field');
  const provisioned = needed.map((need): FieldDescription => ({
    name: need.name,
    type: need.type,
    unique: need.unique,
    readOnly: false,
    ...(need.options ? { options: need.options.map(({ value }) => value) } : {}),
  }));
  const there = (described?.fields ?? []).map((field) => withOptions(field, needed));
  const fields = new Map([...provisioned, ...there].map((field) => [field.name, field]));
  return {
    name,
    field: (wanted) => fields.get(wanted),
    // An object that is yet to be made can be given records.
    can: (ability) => can(described ?? { name, fields: [] }, ability),
    unknown: (wanted) =>
      wanted === ID_FIELD || fields.has(wanted)
        ? []
        : [`unknown column \`${wanted}\` of ${name}${didYouMean(wanted, [...fields.keys()])}`],
  };
}

/** A field that is there, with the options that it would be given. */
function withOptions(field: FieldDescription, needs: readonly FieldNeed[]): FieldDescription {
  const more = needs.find(({ name }) => name === field.name)?.options ?? [];
  if (field.options === undefined || more.length === 0) return field;
  return { ...field, options: [...new Set([...field.options, ...more.map(({ value }) => value)])] };
}
