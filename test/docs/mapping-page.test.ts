import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parseMapping } from '../../server/engine/parse.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('every mapping that docs/mapping.md shows can be used', () => {
  const examples = [...read('docs/mapping.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  expect(examples.length).toBeGreaterThan(0);
  for (const text of examples) expect(() => parseMapping(text, 'docs/mapping.md')).not.toThrow();
});

test("docs/mapping.md names every field and value of the mapping's schema", () => {
  const page = read('docs/mapping.md');
  const schema = read('server/engine/mapping.ts');
  const names = [...schema.matchAll(/^ {2}(\w+): /gm)].map(([, name = '']) => name);
  const values = [...schema.matchAll(/z\.enum\(\[([^\]]*)\]/g)].flatMap(([, list = '']) => list.match(/[\w-]+/g) ?? []);
  expect([...new Set([...names, ...values])].filter((word) => !page.includes(word))).toEqual([]);
});

test('the mapping of the demo can be used', () => {
  expect(() => parseMapping(read('demo/northwind.mapping.yaml'), 'demo/northwind.mapping.yaml')).not.toThrow();
});
