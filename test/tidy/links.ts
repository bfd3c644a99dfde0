import { posix } from 'node:path';
import type { Rule, Source } from './source.ts';

/** `[text](target)` and `![text](target)`; what stands in code is no link. */
const LINK = /\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g;
const CODE = /^(`{3,})[\s\S]*?^\1|`[^`\n]*`/gm;

export const markdownLinks: Rule = {
  name: 'every relative link of a page leads to a file of the repository',
  fix: 'Correct the path, seen from the page itself, or add the file.',
  check: (files) => {
    const paths = new Set(files.map(({ path }) => path));
    const isFolder = (target: string) => files.some(({ path }) => target === '.' || path.startsWith(`${target}/`));
    return files
      .filter(({ path }) => path.endsWith('.md'))
      .flatMap((page) =>
        targetsOf(page)
          .filter((target) => !paths.has(target) && !isFolder(target.replace(/\/$/, '')))
          .map((target) => `${page.path} links to ${target}, which does not exist`),
      );
  },
  catches: [
    { 'README.md': 'See [the docs](docs/none.md).' },
    { 'docs/a.md': '![picture](picture.png)' },
    { 'docs/a.md': '[up](../READ.md#top)', 'README.md': '' },
  ],
  allows: [
    {
      'README.md': '[a](docs/a.md#top) [b](docs) [c](docs/) [d](https://example.com/x) [e](#here) `[f](none.md)`',
      'docs/a.md': '[up](../README.md)\n\n```md\n[x](none.md)\n```\n',
    },
  ],
};

function targetsOf(page: Source): string[] {
  return [...page.text.replaceAll(CODE, '').matchAll(LINK)]
    .map(([, target = '']) => decodeURI(target.replace(/#.*$/, '')))
    .filter((target) => target !== '' && !/^([a-z]+:|\/)/i.test(target))
    .map((target) => posix.join(posix.dirname(page.path), target));
}
