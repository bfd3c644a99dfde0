import type { Rule, Source } from './source.ts';

const BLOCKS = ['test', 'it', 'describe'];
const FOCUSED = ['fit', 'fdescribe'];
const DISABLED = ['xit', 'xtest', 'xdescribe'];

export const focusedTests: Rule = {
  name: 'no test is focused with .only',
  fix: 'Delete `.only`; it silences every other test of the file.',
  check: (files) =>
    testsWith(files, ({ facts }) => [
      ...BLOCKS.map((block) => `${block}.only`).filter((member) => facts.members.has(member)),
      ...FOCUSED.filter((name) => facts.calls.has(name)),
    ]),
  catches: [
    { 'server/a.test.ts': "test.only('a', () => {});" },
    { 'server/a.test.ts': "describe.only.each([1])('a', () => {});" },
    { 'server/a.test.ts': "fit('a', () => {});" },
  ],
};

const PRINTS = ['console.warn', 'console.info', 'console.log', 'stdout.write', 'stderr.write'];

export const skippedTests: Rule = {
  name: 'a skipped test prints why it is skipped',
  fix: 'Print the reason and what would make it run (console.warn), or delete the test.',
  check: (files) =>
    testsWith(files, ({ facts }) =>
      PRINTS.some((member) => facts.members.has(member))
        ? []
        : [
            ...BLOCKS.flatMap((block) => [`${block}.skip`, `${block}.todo`]).filter((member) =>
              facts.members.has(member),
            ),
            ...DISABLED.filter((name) => facts.calls.has(name)),
          ],
    ),
  catches: [
    { 'server/a.test.ts': "test.skip('a', () => {});" },
    { 'server/a.test.ts': 'const suite = url ? describe : describe.skip;' },
    { 'server/a.test.ts': "xit('a', () => {});" },
  ],
  allows: [
    { 'server/a.test.ts': "if (!url) console.warn('Skipped: no url');\nconst suite = url ? describe : describe.skip;" },
  ],
};

function testsWith(files: readonly Source[], find: (source: Source) => string[]): string[] {
  return files
    .filter((source) => source.isCode && source.isTest)
    .flatMap((source) => find(source).map((found) => `${source.path}: ${found}`));
}
