import { describe, expect, test } from '@jest/globals';
import { ConfigError } from './error.ts';
import { parseMapping } from './parse.ts';

const head = `version: 1
left: hubspot
right: erp
pairs:
  - name: customer
    left: companies
    right: customer
    reference: erp_id
    fields:
`;

function failureOf(text: string): ConfigError {
  try {
    parseMapping(text, 'map.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}

test('fills in what is left out', () => {
  const [pair] = parseMapping(`${head}      - { left: phone, right: fone }\n`, 'map.yaml').pairs;
  expect(pair).toMatchObject({ create: 'left', match: [], associations: [], provision: [] });
  expect(pair?.fields).toEqual([{ left: 'phone', right: 'fone', direction: 'both', rule: 'newest', late: false }]);
});

test('reads JSON, and YAML anchors', () => {
  const anchors = `${head}      - &phone { left: phone, right: fone }\n      - { <<: *phone, left: fax }\n`;
  const mapping = parseMapping(anchors, 'map.yaml');
  expect(mapping.pairs[0]?.fields[1]).toMatchObject({ left: 'fax', right: 'fone' });
  expect(parseMapping(JSON.stringify(mapping), 'map.json')).toEqual(mapping);
});

describe('names line, field and fix of', () => {
  const at = 'pair `customer`, ';
  test.each([
    [
      '      - { left: a, right: b, direction: to-lft }',
      `map.yaml:10: ${at}\`fields[0].direction\` is "to-lft", not one of \`both\`, \`to-left\`, \`to-right\`, did you mean \`to-left\`?`,
    ],
    [
      '      - { left: a, rihgt: b }',
      `map.yaml:10: ${at}\`fields[0]\` has an unknown field \`rihgt\`, did you mean \`right\`?`,
    ],
    ['      - { left: a }', `map.yaml:10: ${at}\`fields[0].right\` is missing; write text`],
    [
      '      - left: a\n        value: 3',
      `map.yaml:11: ${at}\`fields[0].value\` must be text or true/false; put numbers in quotes`,
    ],
    [
      '      - { left: a, right: b, map: { A: 1 } }',
      `map.yaml:10: ${at}\`fields[0].map.A\` is 1, but text is needed; put it in quotes: '1'`,
    ],
    ['      - a', `map.yaml:10: ${at}\`fields[0]\` is "a", but a group of fields is needed`],
    ['      []\n    mtch: []', 'map.yaml:11: pair `customer` has an unknown field `mtch`, did you mean `match`?'],
    ['      []\n    match: [[]]', `map.yaml:11: ${at}\`match[0]\` is empty; list at least one`],
  ])('%s', (rest, sentence) => {
    const error = failureOf(`${head}${rest}\n`);
    expect(error.message.split('\n').slice(1)).toContain(sentence);
    expect(error.fix).toContain('docs/mapping.md');
  });

  test.each([
    ['', 'map.yaml:1: the file is empty'],
    ['version: 1\nversion: 1\n', 'map.yaml:2: Map keys must be unique'],
    ['- a', 'map.yaml:1: the file is a list or a group, but a group of fields is needed'],
    [
      'version: 1\npairs: [\n',
      'map.yaml:3: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['version: 1\nleft: a\nright: b\ncapPercent: -1\npairs: []', 'map.yaml:4: `capPercent` is -1; write 0 or more'],
  ])('%j', (text, sentence) => {
    expect(failureOf(text).message.split('\n')).toContain(sentence);
  });

  test('every problem at once, in the order of the file', () => {
    const lines = failureOf('version: 2\nleft: [a]\nright: b\npairs: []\nfoo: 1').message.split('\n').slice(1);
    expect(lines.map((line) => line.split(':')[1])).toEqual(['1', '2', '4', '5']);
  });
});
