import { isConstant, keptIn } from './fields.ts';
import type { Mapping, Pair } from './mapping.ts';
import type { FieldNeed, Need } from './need.ts';

/** A thing that a plan would create, in words, and why. */
export interface Provisioned {
  readonly kind: Need['kind'];
  readonly object: string;
  /** `property ledgerline_erp_id, "ERP id" (string, unique)` */
  readonly what: string;
  /** `reference of pair customer` */
  readonly why: string;
}

export const provisioned = (mapping: Mapping, needs: readonly Need[]): Provisioned[] =>
  needs.map((need) => ({ kind: need.kind, object: need.object, what: whatOf(need), why: whyOf(mapping, need) }));

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

function whatOf(need: Need): string {
  switch (need.kind) {
    case 'object':
      // A name with its kind in front, `hubdb:prices`, is that of a table.
      return `${need.object.includes(':') ? 'table' : 'custom object'} ${need.object}, "${need.plural}", with the property ${need.display.name}`;
    case 'group':
      return `property group ${need.name}, "${need.label}"`;
    case 'field':
      return `property ${need.name}, "${need.label}" (${[need.type, ...(need.unique ? ['unique'] : [])].join(', ')})${optionsOf(need)}`;
    case 'options':
      return `options ${quoted(need.options.map(({ value }) => value))} of the property ${need.name}`;
    case 'association':
      return `association of ${need.object} with ${need.to}`;
    default:
      return `association label "${need.label}" of ${need.object} with ${need.to}`;
  }
}

const optionsOf = ({ options = [] }: FieldNeed): string =>
  options.length === 0 ? '' : ` with the options ${quoted(options.map(({ value }) => value))}`;

function whyOf(mapping: Mapping, need: Need): string {
  const pairs = mapping.pairs.filter((pair) => pair.left === need.object);
  const names = (some: readonly Pair[]): string => some.map(({ name }) => name).join(', ');
  switch (need.kind) {
    case 'object':
      return `\`schema\` of pair ${names(pairs.filter((pair) => pair.schema))}`;
    case 'group':
      return 'the properties below are listed in it';
    case 'association':
    case 'label':
      return `\`associations\` of pair ${names(associated(mapping, pairs, need.to))}`;
    default:
      return pairs.flatMap((pair) => usesOf(pair, need.name)).join('; ') || '`provision` lists it';
  }
}

const associated = (mapping: Mapping, pairs: readonly Pair[], object: string): Pair[] =>
  pairs.filter((pair) =>
    pair.associations.some(({ to }) => mapping.pairs.find(({ name }) => name === to)?.left === object),
  );

/** Each use of a left field in the mapping, in words. */
function usesOf(pair: Pair, name: string): string[] {
  const keys = pair.match.flatMap((key, index) =>
    key.some((part) => part.left === name) && name !== pair.reference ? [`match key ${index + 1}`] : [],
  );
  const fields = pair.fields.flatMap((field) => {
    if (isConstant(field)) return field.left === name ? ['a constant'] : [];
    return keptIn(field, 'left').includes(name) ? [`${field.direction} with ${field.right}`] : [];
  });
  const uses = [...(pair.reference === name ? ['reference'] : []), ...keys, ...fields];
  return uses.length === 0 ? [] : [`${uses.join(', ')} of pair ${pair.name}`];
}
