import type { Rule, Source } from './source.ts';

const MAX_LINES = 400;
const MAX_MEDIAN = 60;
const linesOf = (source: Source): number => source.text.split('\n').length - 1;
const lines = (count: number): string => 'x\n'.repeat(count);

export const fileLength: Rule = {
  name: `no code file is longer than ${MAX_LINES} lines`,
  fix: 'Split the file where it changes its subject.',
  check: (files) =>
    files
      .filter((source) => source.isCode && linesOf(source) > MAX_LINES)
      .map((source) => `${source.path} has ${linesOf(source)} lines`),
  catches: [{ 'server/a.ts': lines(401) }, { 'test/a.test.ts': lines(401) }],
  allows: [{ 'server/a.ts': lines(400), 'docs/a.md': lines(500) }],
};

export const medianLength: Rule = {
  name: `the median code file is shorter than ${MAX_MEDIAN} lines`,
  fix: 'Split the longest of these files; a file has one subject.',
  check: (files) => {
    const code = files.filter((source) => source.isCode).toSorted((a, b) => linesOf(b) - linesOf(a));
    const middle = code[Math.floor(code.length / 2)];
    if (!middle || linesOf(middle) < MAX_MEDIAN) return [];
    const longest = code.slice(0, 20).map((source) => `${source.path} has ${linesOf(source)} lines`);
    return [`The median of ${code.length} files is ${linesOf(middle)} lines. The longest:`, ...longest];
  },
  catches: [{ 'a.ts': lines(10), 'b.ts': lines(60), 'c.ts': lines(70) }],
  allows: [{ 'a.ts': lines(10), 'b.ts': lines(59), 'c.ts': lines(300) }],
};
