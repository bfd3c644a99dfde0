import { LineCounter, isMap, isNode, isSeq, parseDocument } from 'yaml';
import type { YAMLMap } from 'yaml';

/**
 * One mapping file of the pairs of several, in their order, letter by letter. Associations with pairs that are not among
 * them are left out. Each text is a mapping file of the same systems, with `pairs:` last and an association a line.
 */
export function composeMapping(texts: readonly string[]): string {
  const files = texts.map((text) => ({ text, pairs: pairsOf(text) }));
  const names = new Set(files.flatMap(({ pairs }) => pairs.map(({ pair }) => pair.get('name'))));
  const bodies = files.map(({ text, pairs }) => {
    const dropped = new Set(pairs.flatMap((one) => strayLines(one, (to) => names.has(to))));
    const lines = text.trimEnd().split('\n');
    return lines.filter((_, index) => index + 1 > headLength(lines) && !dropped.has(index + 1));
  });
  const head = (texts[0] ?? '').split('\n');
  return [...head.slice(0, headLength(head)), ...bodies.flat(), ''].join('\n');
}

const headLength = (lines: readonly string[]): number => lines.indexOf('pairs:') + 1;

interface Placed {
  readonly pair: YAMLMap;
  /** The line, from 1, on which a node begins. */
  readonly lineOf: (node: unknown) => number;
}

function pairsOf(text: string): Placed[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const pairs = document.get('pairs');
  if (!isSeq(pairs) || document.errors.length > 0) throw new Error('A ready mapping cannot be read.');
  const lineOf = (node: unknown): number => (isNode(node) && node.range ? lines.linePos(node.range[0]).line : 0);
  return pairs.items.flatMap((pair) => (isMap(pair) ? [{ pair, lineOf }] : []));
}

function strayLines({ pair, lineOf }: Placed, isThere: (to: unknown) => boolean): number[] {
  const associations = pair.get('associations');
  if (!isSeq(associations)) return [];
  const stray = associations.items.filter((item) => !(isMap(item) && isThere(item.get('to'))));
  const key = pair.items.find(({ value }) => value === associations)?.key;
  return [...stray, ...(stray.length === associations.items.length ? [key] : [])].map(lineOf);
}
