import type { FieldDescription, FieldNeed, ObjectDescription } from './connector.ts';
import { didYouMean } from './suggest.ts';
import { ID_FIELD } from './value.ts';

/** An object as it will be once the mapping's needs are provisioned. */
export interface CheckedObject {
  readonly name: string;
  field(name: string): FieldDescription | undefined;
  /** The sentence about a field it does not have, or nothing. */
  unknown(name: string): string[];
}

export function checkedObject(
  name: string,
  objects: readonly ObjectDescription[],
  needs: readonly FieldNeed[],
): CheckedObject | undefined {
  const described = objects.find((object) => object.name === name);
  if (!described) return undefined;
  const provisioned = needs
    .filter((need) => need.object === name)
    .map((need): FieldDescription => ({ name: need.name, type: need.type, unique: need.unique, readOnly: false }));
  const fields = new Map([...provisioned, ...described.fields].map((field) => [field.name, field]));
  return {
    name,
    field: (wanted) => fields.get(wanted),
    unknown: (wanted) =>
      wanted === ID_FIELD || fields.has(wanted)
        ? []
        : [`unknown column \`${wanted}\` of ${name}${didYouMean(wanted, [...fields.keys()])}`],
  };
}
