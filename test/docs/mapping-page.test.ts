import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { FUNCTIONS } from '../../server/engine/expression/language.ts';
import { isConstant } from '../../server/engine/fields.ts';
import { parseMapping } from '../../server/engine/parse.ts';
import { TRANSFORM_NAMES } from '../../server/engine/transforms/registry.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const examples = [...read('docs/mapping.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

/** Most examples show a part of a pair; the rest of the file is the same for all of them. */
function completed(example: string): string {
  if (example.startsWith('version:')) return example;
  const pair = example.includes('fields:') ? example : `${example}fields: []\n`;
  const head = 'version: 1\nleft: a\nright: b\npairs:\n  - name: c\n    left: d\n    right: e\n    reference: f\n';
  return head + pair.replace(/^(?=.)/gm, '    ');
}
const mappings = examples.map((example) => parseMapping(completed(example), 'docs/mapping.md'));

test('docs/mapping.md has an example of every transform, and all of its examples can be used', () => {
  const fields = mappings.flatMap(({ pairs }) => pairs.flatMap((pair) => pair.fields));
  const shown = fields.flatMap((field) => (isConstant(field) ? [] : Object.keys(field.transform ?? {})));
  expect(TRANSFORM_NAMES.filter((name) => !shown.includes(name))).toEqual([]);
  expect(mappings.some(({ pairs }) => pairs.some((pair) => pair.filter !== undefined))).toBe(true);
});

test('docs/mapping.md names every function of the expressions', () => {
  const page = read('docs/mapping.md');
  expect([...FUNCTIONS].filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});

test("docs/mapping.md names every field and value of the mapping's schema", () => {
  const page = read('docs/mapping.md');
  const files = [
    'mapping',
    'filter-conditions',
    'reconcile/setting',
    ...TRANSFORM_NAMES.map((name) => `transforms/${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`),
  ];
  const schema = files.map((name) => read(`server/engine/${name}.ts`)).join('\n');
  const names = [...schema.matchAll(/^ {2,4}(\w+): (?:z\b|name\b|[A-Z])/gm)].map(([, name = '']) => name);
  const values = [...schema.matchAll(/z\.enum\(\[([^\]]*)\]/g)].flatMap(([, list = '']) => list.match(/[\w-]+/g) ?? []);
  expect([...new Set([...names, ...values])].filter((word) => !page.includes(word))).toEqual([]);
});

test('the mapping of the demo can be used', () => {
  expect(() => parseMapping(read('demo/northwind.mapping.yaml'), 'demo/northwind.mapping.yaml')).not.toThrow();
});
