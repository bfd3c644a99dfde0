import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Source } from './source.ts';

/** What .gitignore leaves out, for a copy of the sources that is no git checkout. */
const IGNORED = new Set(['node_modules', '.git', 'data', 'dist', 'coverage']);

/** The files that belong to the repository: committed, or about to be. Files that are not text are left out. */
export function readRepository(root: string): Source[] {
  return (listedByGit(root) ?? walked(root))
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => {
      const bytes = readFileSync(join(root, path));
      return [new Source(path, bytes.includes(0) ? '' : bytes.toString('utf8'))];
    });
}

function listedByGit(root: string): string[] | null {
  if (!existsSync(join(root, '.git'))) return null;
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const output = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    return output.split('\0').filter((path) => path !== '');
  } catch {
    // Git is not installed, or does not trust the folder's owner; the files are there all the same.
    return null;
  }
}

function walked(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !isIgnored(path));
}

const isIgnored = (path: string): boolean => {
  const [top = '', ...rest] = path.split('/');
  return IGNORED.has(top) || rest.includes('node_modules') || path.endsWith('.log') || path === '.env';
};
