import type { Mapping, Pair } from './mapping.ts';
import type { FieldNeed, Need, ObjectNeed, Option } from './need.ts';

/** What the left system must have, each thing once, in the order in which it can be created. */
export function mappingNeeds(mapping: Mapping): Need[] {
  const all: Need[] = [
    ...mapping.pairs.flatMap(objectNeeds),
    ...mapping.pairs.flatMap(fieldNeedsOf),
    ...mapping.pairs.flatMap((pair) => associationNeeds(mapping, pair)),
  ];
  return joined(all);
}

/** Of a thing that several pairs name there is one; an enumeration has the values of all of them. */
function joined(needs: readonly Need[]): Need[] {
  const byKey = new Map<string, Need>();
  for (const need of needs) {
    const key = needKey(need);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, need);
    else if (known.kind === 'field' && need.kind === 'field') byKey.set(key, withOptions(known, need.options));
  }
  return [...byKey.values()];
}

export function needKey(need: Need): string {
  const { kind, object } = need;
  if (kind === 'object') return `${kind} ${object}`;
  if (kind === 'association') return `${kind} ${object} ${need.to}`;
  return kind === 'label' ? `${kind} ${object} ${need.to} ${need.label}` : `${kind} ${object} ${need.name}`;
}

function withOptions(need: FieldNeed, more: readonly Option[] = []): FieldNeed {
  const { options = [] } = need;
  const known = new Set(options.map(({ value }) => value));
  const added = more.filter(({ value }) => !known.has(value));
  return added.length === 0 ? need : { ...need, options: [...options, ...added] };
}

function objectNeeds(pair: Pair): ObjectNeed[] {
  const { schema } = pair;
  const display = fieldNeedsOf(pair).find(({ name }) => name === schema?.display);
  if (schema === undefined || display === undefined) return [];
  return [{ kind: 'object', object: pair.left, singular: schema.singular, plural: schema.plural, display }];
}

const fieldNeedsOf = (pair: Pair): FieldNeed[] =>
  pair.provision.map(({ options, group, ...rest }) => ({
    kind: 'field',
    object: pair.left,
    ...rest,
    ...(options === undefined ? {} : { options: options.map(optionOf) }),
    ...(group === undefined ? {} : { group }),
  }));

const optionOf = (option: string | Option): Option =>
  typeof option === 'string' ? { value: option, label: option } : option;

/** An object of one's own can be associated with nothing until that is said. */
function associationNeeds(mapping: Mapping, pair: Pair): Need[] {
  return pair.associations.flatMap((association): Need[] => {
    const other = mapping.pairs.find(({ name }) => name === association.to);
    if (other === undefined) return [];
    const ends = { object: pair.left, to: other.left };
    const { label } = association;
    return [
      ...(pair.schema || other.schema ? [{ kind: 'association', ...ends } as const] : []),
      ...(label === undefined ? [] : [{ kind: 'label', ...ends, label } as const]),
    ];
  });
}
