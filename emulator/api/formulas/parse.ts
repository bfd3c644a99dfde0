import { Big } from 'big.js';
import { FormulaFault } from './fault.ts';
import { FUNCTIONS, UNKNOWN_MEANING } from './functions.ts';
import type { Branch, Node } from './node.ts';
import { type Word, wordsOf } from './words.ts';

/** From the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', 'equals', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];

/** Reads the words of one formula from left to right. */
class Reader {
  readonly #words: readonly Word[];
  #at = 0;

  constructor(words: readonly Word[]) {
    this.#words = words;
  }

  peek(): Word {
    return this.#words[this.#at] ?? { kind: 'end', text: 'the end' };
  }

  take(): Word {
    const word = this.peek();
    this.#at += 1;
    return word;
  }

  /** Takes the sign if it is next. */
  skip(sign: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== 'sign' || text !== sign) return false;
    this.#at += 1;
    return true;
  }

  require(sign: string): void {
    if (!this.skip(sign)) throw new FormulaFault(`"${sign}" is expected and "${this.peek().text}" was found`);
  }
}

/** @throws FormulaFault */
export function parseFormula(formula: string): Node {
  const reader = new Reader(wordsOf(formula));
  const node = expression(reader);
  const { kind, text } = reader.peek();
  if (kind !== 'end') throw new FormulaFault(`"${text}" is not expected after the end of the formula`);
  return node;
}

const expression = (reader: Reader): Node => (reader.skip('if') ? choice(reader) : level(reader, 0));

function level(reader: Reader, depth: number): Node {
  const operators = LEVELS[depth];
  if (!operators) return unary(reader);
  let left = level(reader, depth + 1);
  for (;;) {
    const operator = operators.find((one) => reader.skip(one));
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: level(reader, depth + 1) };
  }
}

function unary(reader: Reader): Node {
  if (reader.skip('not')) return { kind: 'not', of: unary(reader) };
  if (reader.skip('-')) return { kind: 'minus', of: unary(reader) };
  return primary(reader);
}

function primary(reader: Reader): Node {
  if (reader.skip('(')) {
    const inner = expression(reader);
    reader.require(')');
    return inner;
  }
  const { kind, text } = reader.take();
  if (kind === 'number') return { kind: 'value', value: new Big(text) };
  if (kind === 'text') return { kind: 'value', value: text };
  if (kind !== 'name') throw new FormulaFault(`"${text}" is found where a value is expected`);
  if (/^(true|false)$/i.test(text)) return { kind: 'value', value: text.toLowerCase() === 'true' };
  return reader.skip('(') ? call(reader, text.toLowerCase()) : { kind: 'property', name: text };
}

function call(reader: Reader, name: string): Node {
  if (!(name in FUNCTIONS) && !UNKNOWN_MEANING.has(name)) throw new FormulaFault(`there is no function "${name}"`);
  const of: Node[] = [];
  if (reader.skip(')')) return { kind: 'call', name, of };
  do of.push(expression(reader));
  while (reader.skip(','));
  reader.require(')');
  return { kind: 'call', name, of };
}

/** `if a then b elseif c then d else e`, with or without `endif`. */
function choice(reader: Reader): Node {
  const branches: Branch[] = [];
  do {
    const condition = level(reader, 0);
    reader.require('then');
    branches.push({ condition, value: expression(reader) });
  } while (reader.skip('elseif'));
  const otherwise = reader.skip('else') ? expression(reader) : null;
  reader.skip('endif');
  return { kind: 'if', branches, otherwise };
}
