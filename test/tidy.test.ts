import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readRepository } from './tidy/repository.ts';
import { rules } from './tidy/rules.ts';

const files = readRepository(fileURLToPath(new URL('..', import.meta.url)));

test('the repository was found', () => {
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['package.json', 'test/tidy.test.ts']));
});

describe('in the repository', () => {
  test.each(rules)('$name', ({ check, fix }) => {
    const problems = check(files);
    expect(problems.length === 0 ? '' : `${problems.join('\n')}\n\nWhat to do: ${fix}`).toBe('');
  });
});
