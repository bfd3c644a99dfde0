import { checkedObject, type CheckedObject } from './checked-object.ts';
import type { ObjectDescription } from './connector.ts';
import { asWritten, isConstant, keptIn, mappedFields, writes } from './fields.ts';
import { createsOn } from './mapping.ts';
import type { MappedField, Mapping, Pair } from './mapping.ts';
import { mappingNeeds } from './needs.ts';
import { below } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Side, Value } from './record.ts';
import { transformName, transformOfField } from './transforms/of-field.ts';

/** A rule that a system holds the values of a field to, in its own words: `MAX_LENGTH 20`. */
export interface ValueRule {
  readonly object: string;
  readonly field: string;
  readonly words: string;
}

/**
 * What a mapping may do and will probably not mean: the sync runs, and single records are set aside. Each is a sentence
 * with its fix.
 */
export function mappingWarnings(
  mapping: Mapping,
  left: readonly ObjectDescription[],
  rules: readonly ValueRule[] = [],
): Problem[] {
  const needs = mappingNeeds(mapping);
  return mapping.pairs.flatMap((pair, pairNo) => {
    const object = checkedObject(pair.left, left, needs);
    if (object === undefined) return [];
    const described = left.find(({ name }) => name === pair.left);
    const found = [
      ...requiredWarnings(pair, described?.required ?? []),
      ...pair.fields.flatMap((field, index) =>
        isConstant(field) ? [] : below(['fields', index], optionWarnings(field, object)),
      ),
      ...ruleWarnings(pair, rules),
    ];
    return below(['pairs', pairNo], found).map((problem) => ({
      ...problem,
      text: `pair \`${pair.name}\`: ${problem.text}`,
    }));
  });
}

/** Every left field that a new record is given. */
function createdWith(pair: Pair): string[] {
  const mapped = mappedFields(pair).filter((field) => writes(field, 'left'));
  const constant = pair.fields.flatMap((field) => (isConstant(field) ? [field.left] : []));
  return [pair.reference, ...constant, ...mapped.flatMap((field) => keptIn(field, 'left'))];
}

function requiredWarnings(pair: Pair, required: readonly (readonly string[])[]): Problem[] {
  if (!createsOn(pair, 'left')) return [];
  const given = createdWith(pair);
  return required
    .filter((group) => !group.some((name) => given.includes(name)))
    .map((group) => ({
      path: ['fields'],
      text:
        `a new record of ${pair.left} needs ${group.map((name) => `\`${name}\``).join(' or ')}, which no field of the pair ` +
        'writes, so every create would be refused; map it, or write the same on all: `{ left: ..., value: ... }`',
    }));
}

/** Options that people choose on the left and that the table has no right value for. */
function optionWarnings(field: MappedField, object: CheckedObject): Problem[] {
  if (!writes(field, 'right')) return [];
  const options = object.field(field.left)?.options ?? [];
  const lost = options.filter((option) => isLost(field, option));
  if (lost.length === 0) return [];
  const text =
    `\`${field.left}\` of ${object.name} may be ${lost.map((option) => `"${option}"`).join(', ')}, for which \`` +
    `${transformName(field)}\` has no value on the other side, so a record that has it is set aside; add it`;
  return [{ path: [field.map ? 'map' : 'transform'], text }];
}

function isLost(field: MappedField, option: string): boolean {
  if (field.map) return !Object.values(field.map).includes(option);
  if (field.transform?.lookup === undefined) return false;
  try {
    transformOfField(field)?.translate(option, { from: 'left', value: (_side: Side): Value => null });
    return false;
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}

function ruleWarnings(pair: Pair, rules: readonly ValueRule[]): Problem[] {
  const ofObject = rules.filter(({ object }) => object === pair.left);
  return pair.fields.flatMap((field, index) => {
    const names = isConstant(field)
      ? [field.left]
      : writes(field, 'left')
        ? asWritten(field, 'left', null).map(([name]) => name)
        : [];
    return ofObject
      .filter((rule) => names.includes(rule.field))
      .map(({ field: name, words }) => ({
        path: ['fields', index],
        text:
          `\`${name}\` of ${pair.left} is held to a rule of the account (${words}): a record whose value breaks it is set ` +
          'aside; give the field a transform that fits it, or change the rule',
      }));
  });
}
