import { parseSync } from '@swc/core';
import type { Import } from './facts.ts';

export function parse(path: string, text: string): unknown {
  try {
    return /\.tsx?$/.test(path)
      ? parseSync(text, { syntax: 'typescript', tsx: path.endsWith('x'), target: 'es2024' })
      : parseSync(text, { syntax: 'ecmascript', target: 'es2024' });
  } catch (error) {
    throw new Error(`${path} cannot be parsed`, { cause: error });
  }
}

interface Node {
  readonly type?: string;
  readonly [key: string]: unknown;
}
/** Facts being gathered. */
export interface Found {
  readonly imports: Import[];
  readonly strings: string[];
  readonly members: Set<string>;
  readonly calls: Set<string>;
}

export function collect(node: unknown, found: Found): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, found);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  note(node as Node, found);
  for (const child of Object.values(node)) collect(child, found);
}

function note(node: Node, found: Found): void {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      noteImport(node['source'], node['typeOnly'] === true, found);
      return;
    case 'TsImportType':
      noteImport(node['argument'], true, found);
      return;
    case 'CallExpression':
    case 'NewExpression':
      noteCall(node, found);
      return;
    case 'MemberExpression':
      found.members.add(`${lastName(node['object'])}.${lastName(node['property'])}`);
      return;
    case 'StringLiteral':
      found.strings.push(String(node['value']));
      return;
    case 'TemplateLiteral':
      found.strings.push((node['quasis'] as Node[]).map((part) => String(part['raw'])).join('…'));
  }
}

/** `import(…)`, `require(…)`, and `new URL('./worker.ts', …)`, which is how workers and child programs are named. */
function noteCall(node: Node, found: Found): void {
  const callee = node['callee'] as Node;
  const name = lastName(callee);
  const [first] = (node['arguments'] as { expression: Node }[] | null) ?? [];
  if (callee.type === 'Identifier' && node.type === 'CallExpression') found.calls.add(name);
  const literal = first?.expression;
  const isFile = name === 'URL' && /^\.{1,2}\/.*\.(ts|tsx|mjs|js)$/.test(String(literal?.['value']));
  if (callee.type === 'Import' || name === 'require' || isFile) noteImport(literal, false, found);
}

function noteImport(source: unknown, typeOnly: boolean, found: Found): void {
  const literal = source as Node | null | undefined;
  if (literal?.type === 'StringLiteral') found.imports.push({ specifier: String(literal['value']), typeOnly });
}

function lastName(node: unknown): string {
  const { type, value, property, expression } = (node ?? {}) as Node;
  if (type === 'Identifier' || type === 'StringLiteral') return String(value);
  if (type === 'MemberExpression') return lastName(property);
  return type === 'Computed' ? lastName(expression) : '';
}
