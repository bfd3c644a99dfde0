import { isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { Document } from 'yaml';

/**
 * Offset in the file of what lies at `path`, or of the nearest thing around it when it is missing. With `key`, the offset
 * of that key inside the map at `path`.
 */
export function lineOf(document: Document, path: readonly PropertyKey[], key?: string): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of key === undefined ? path : [...path, key]) {
    const entry = childOf(node, step);
    if (entry === undefined) break;
    offset = entry.offset ?? offset;
    node = entry.node;
  }
  return offset;
}

function childOf(node: unknown, step: PropertyKey): { node: unknown; offset: number | undefined } | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return item === undefined ? undefined : { node: item, offset: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
  return pair && isPair(pair) ? { node: pair.value, offset: startOf(pair.key) } : undefined;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
