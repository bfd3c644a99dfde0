import type { Rule } from './source.ts';

const EMPTY_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'shared', 'lib']);

export const names: Rule = {
  name: 'no folder or file has a name that says nothing (utils, helpers, common, misc, shared, lib)',
  fix: 'Name it after what it does; if it does several things, make several files.',
  check: (files) =>
    files
      .map(({ path }) => path)
      .filter((path) => path.split('/').some((part) => EMPTY_NAMES.has(part.replace(/\..*$/, '').toLowerCase()))),
  catches: [
    { 'server/utils/money.ts': '' },
    { 'server/http/helpers.ts': '' },
    { 'src/app/cards/Common.tsx': '' },
    { 'test/misc.test.ts': '' },
  ],
  allows: [{ 'server/http/shared-budget.ts': '', 'server/library.ts': '' }],
};
