import { describe, expect, test } from '@jest/globals';
import { rules } from './rules.ts';
import { planted } from './source.ts';

/** A rule that cannot fail promises nothing: each is shown repositories that break it, and some that only look like it. */
describe.each(rules)('$name', ({ check, catches, allows = [] }) => {
  test.each(catches.map((files) => [JSON.stringify(files).slice(0, 120), files] as const))(
    'catches %s',
    (_name, files) => {
      const problems = check(planted(files));
      expect(problems).not.toEqual([]);
    },
  );

  test('allows what is no violation', () => {
    expect(allows.flatMap((files) => check(planted(files)))).toEqual([]);
    expect(check([])).toEqual([]);
  });
});

test('every rule is shown at least one violation', () => {
  expect(rules.filter(({ catches }) => catches.length === 0).map(({ name }) => name)).toEqual([]);
});
