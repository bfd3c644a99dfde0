import type { Rule } from './source.ts';

const MODULE_MOCKS = ['mock', 'doMock', 'unstable_mockModule', 'setMock'];

export const moduleMocks: Rule = {
  name: 'no module is mocked',
  fix: 'Hand the dependency in as a parameter, and give the test a small real one.',
  check: (files) =>
    files
      .filter((source) => source.isCode)
      .flatMap((source) =>
        MODULE_MOCKS.filter((name) => source.facts.members.has(`jest.${name}`)).map(
          (name) => `${source.path}: jest.${name}`,
        ),
      ),
  catches: [
    { 'server/a.test.ts': "jest.mock('./b.ts');" },
    { 'server/a.test.ts': "jest.unstable_mockModule('./b.ts', () => ({}));" },
  ],
  allows: [{ 'server/a.test.ts': "const send = jest.fn(); // not jest.mock('./b.ts')" }],
};
