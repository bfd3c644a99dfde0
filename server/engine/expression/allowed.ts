import type { ASTNode } from '@marcbachmann/cel-js';
import type { Side } from '../record.ts';
import { didYouMean } from '../suggest.ts';
import { FUNCTIONS } from './language.ts';

/** What an expression reads, and what in it is not allowed, each as a sentence. */
export interface Inspection {
  readonly reads: Record<Side, string[]>;
  readonly problems: string[];
}

export function inspect(ast: ASTNode): Inspection {
  const found: Inspection = { reads: { left: [], right: [] }, problems: [] };
  visit(ast, found);
  return found;
}

/** CEL's syntax tree has one shape per operator. */
function visit(node: ASTNode, found: Inspection): void {
  switch (node.op) {
    case 'value':
      if (!['string', 'boolean', 'bigint'].includes(typeof node.args)) found.problems.push(refusedValue(node));
      return;
    case '.':
    case '[]':
      visitAccess(node, found);
      return;
    case 'call':
      visitCall(node.args[0], node.args[1], found);
      return;
    case 'rcall':
      visitCall(node.args[0], [node.args[1], ...node.args[2]], found);
      return;
    case '!_':
    case '-_':
      visit(node.args, found);
      return;
    case 'list':
    case '?:':
    case '||':
    case '&&':
      for (const part of node.args) visit(part, found);
      return;
    case 'id':
      found.problems.push(
        `\`${node.args}\` is unknown; write \`right.${node.args}\` or \`left.${node.args}\` for a field`,
      );
      return;
    case 'map':
      found.problems.push(`\`${sourceOf(node)}\` is not possible here; use \`lookup\` for a table`);
      return;
    case '.?':
    case '[?]':
      found.problems.push(`\`${sourceOf(node)}\` is not possible here; write \`right.field\`, which may be blank`);
      return;
    // What is left are the operators between two parts: comparisons, arithmetic and `in`.
    default:
      for (const part of node.args) visit(part, found);
  }
}

function visitAccess(node: Extract<ASTNode, { op: '.' | '[]' }>, found: Inspection): void {
  const [of, key] = node.args;
  const name = typeof key === 'string' ? key : key.op === 'value' && typeof key.args === 'string' ? key.args : null;
  if (of.op === 'id' && (of.args === 'left' || of.args === 'right')) {
    if (name !== null) found.reads[of.args].push(name);
    else found.problems.push(`\`${sourceOf(node)}\`: name the field in quotes, such as \`${of.args}["field"]\``);
    return;
  }
  if (typeof key === 'string') {
    found.problems.push(`\`${sourceOf(node)}\`: a field belongs to \`left\` or \`right\``);
    return;
  }
  visit(of, found);
  visit(key, found);
}

function visitCall(name: string, parts: readonly ASTNode[], found: Inspection): void {
  if (!FUNCTIONS.has(name)) {
    found.problems.push(`there is no function \`${name}\`${didYouMean(name, [...FUNCTIONS])}`);
  }
  for (const part of parts) visit(part, found);
}

function refusedValue(node: ASTNode): string {
  const text = sourceOf(node);
  if (node.args === null) return '`null` is not needed; write `blank(right.field)` to ask whether a field is blank';
  if (typeof node.args === 'number')
    return `\`${text}\` would be a float; write \`decimal("${text}")\`, which keeps every digit`;
  return `\`${text}\` is no value of a field; write text, true, false, or a whole number`;
}

const sourceOf = (node: ASTNode): string => node.input.slice(node.start, node.end);
