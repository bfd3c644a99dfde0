import type { Big } from 'big.js';

/** What a formula works with; null: a blank. Dates are epoch milliseconds. */
export type Value = Big | string | boolean | null;

/** A formula as it was understood. */
export type Node =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Node[] }
  | { readonly kind: 'not' | 'minus'; readonly of: Node }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: Node | null };

export interface Branch {
  readonly condition: Node;
  readonly value: Node;
}

const partsOf = (node: Node): readonly Node[] => {
  switch (node.kind) {
    case 'call':
      return node.of;
    case 'not':
    case 'minus':
      return [node.of];
    case 'binary':
      return [node.left, node.right];
    case 'if':
      return [
        ...node.branches.flatMap(({ condition, value }) => [condition, value]),
        ...(node.otherwise ? [node.otherwise] : []),
      ];
    default:
      return [];
  }
};

/** The properties that a formula reads, each once. */
export function propertiesIn(node: Node): string[] {
  const own = node.kind === 'property' ? [node.name] : [];
  return [...new Set([...own, ...partsOf(node).flatMap(propertiesIn)])];
}
