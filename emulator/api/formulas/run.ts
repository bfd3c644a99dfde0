import { Big } from 'big.js';
import { FUNCTIONS, OF_BLANKS } from './functions.ts';
import type { Node, Value } from './node.ts';

export interface Surroundings {
  readonly read: (property: string) => Value;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Blanks in the branch of an `if` that is not taken make the whole formula blank, as one account was seen to do. */
  readonly strict: boolean;
}

/** The value of a formula; a blank in it makes it blank, except inside `is_present`, `is_known` and `coalesce`. */
export function runFormula(node: Node, around: Surroundings): Value {
  switch (node.kind) {
    case 'value':
      return node.value;
    case 'property':
      return around.read(node.name);
    case 'call':
      return called(node, around);
    case 'not': {
      const value = runFormula(node.of, around);
      return typeof value === 'boolean' ? !value : null;
    }
    case 'minus': {
      const value = runFormula(node.of, around);
      return value instanceof Big ? value.times(-1) : null;
    }
    case 'binary':
      return combined(node.operator, runFormula(node.left, around), runFormula(node.right, around));
    default:
      return chosen(node, around);
  }
}

function called({ name, of }: Node & { kind: 'call' }, around: Surroundings): Value {
  const values = of.map((one) => runFormula(one, around));
  if (!OF_BLANKS.has(name) && values.includes(null)) return null;
  return FUNCTIONS[name]?.(values, around.now) ?? null;
}

function chosen({ branches, otherwise }: Node & { kind: 'if' }, around: Surroundings): Value {
  const everything = [
    ...branches.flatMap(({ condition, value }) => [condition, value]),
    ...(otherwise ? [otherwise] : []),
  ];
  if (around.strict && everything.some((node) => runFormula(node, around) === null)) return null;
  const taken = branches.find(({ condition }) => runFormula(condition, around) === true)?.value ?? otherwise;
  return taken ? runFormula(taken, around) : null;
}

type Combine<Kind> = (left: Kind, right: Kind) => Value;

const NUMBERS: Readonly<Record<string, Combine<Big>>> = {
  '+': (left, right) => left.plus(right),
  '-': (left, right) => left.minus(right),
  '*': (left, right) => left.times(right),
  '/': (left, right) => (right.eq(0) ? null : left.div(right)),
  '<': (left, right) => left.lt(right),
  '<=': (left, right) => left.lte(right),
  '>': (left, right) => left.gt(right),
  '>=': (left, right) => left.gte(right),
  '=': (left, right) => left.eq(right),
};

const BOOLEANS: Readonly<Record<string, Combine<boolean>>> = {
  and: (left, right) => left && right,
  or: (left, right) => left || right,
  '=': (left, right) => left === right,
};

const TEXTS: Readonly<Record<string, Combine<string>>> = {
  '+': (left, right) => left + right,
  '=': (left, right) => left === right,
};

/** Values of different kinds have nothing in common: blank. */
function combined(operator: string, left: Value, right: Value): Value {
  if (operator === 'equals') return combined('=', left, right);
  if (operator === '!=') {
    const same = combined('=', left, right);
    return typeof same === 'boolean' ? !same : null;
  }
  if (left instanceof Big && right instanceof Big) return NUMBERS[operator]?.(left, right) ?? null;
  if (typeof left === 'boolean' && typeof right === 'boolean') return BOOLEANS[operator]?.(left, right) ?? null;
  if (typeof left === 'string' && typeof right === 'string') return TEXTS[operator]?.(left, right) ?? null;
  return null;
}
