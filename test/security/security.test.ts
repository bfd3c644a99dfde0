import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readRepository } from '../tidy/repository.ts';

const ROOT = join(import.meta.dirname, '../..');
const files = readRepository(ROOT);
// The command line is the operator's own program: it begins Node, and takes nothing from elsewhere.
const program = files.filter((file) => /^server\/(?!cli\/)/.test(file.path) && file.isCode && !file.isTest);
const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');

/** Places in the server's own code that say this. */
const places = (pattern: RegExp): string[] =>
  program.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([found]) => `${path}: ${found}`));

describe('the code of the server', () => {
  test('v5.0.0-1.3.2 makes no code of text', () => {
    expect(places(/\beval\(|new Function\(|\bvm\.run|from 'node:vm'/g)).toEqual([]);
  });
  test('v5.0.0-1.2.5 runs no command of the machine', () => {
    expect(places(/child_process|worker_threads.*eval/g)).toEqual([]);
  });
  test('v5.0.0-11.4.1 v5.0.0-11.4.3 hashes with SHA-256 and nothing weaker', () => {
    const hashes = places(/create(?:Hash|Hmac)\('([^']+)'/g).map((place) => place.replace(/^.*'(.+)'$/, '$1'));
    expect([...new Set(hashes)]).toEqual(['sha256']);
  });
  test('v5.0.0-11.2.1 v5.0.0-11.2.3 has no cryptography of its own: Node and jose', () => {
    const imports = places(/from '(node:crypto|jose|[^']*(?:crypt|cipher|md5|sha)[^'.]*)'/g);
    expect([...new Set(imports.map((place) => place.replace(/^.*'(.+)'$/, '$1')))].toSorted()).toEqual([
      'jose',
      'node:crypto',
    ]);
  });
  test('v5.0.0-12.3.2 never takes a certificate that cannot be verified', () => {
    expect(places(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED/g)).toEqual([]);
  });
});

test('v5.0.0-15.1.2 every package has a version and a hash of its content', () => {
  const Lock = z.object({ packages: z.record(z.string(), z.looseObject({ link: z.boolean().optional() })) });
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  const taken = Object.entries(packages).filter(([path, one]) => path.startsWith('node_modules/') && one.link !== true);
  expect(taken.length).toBeGreaterThan(100);
  const without = taken.filter(([, one]) => typeof one['integrity'] !== 'string' && one['inBundle'] !== true);
  expect(without.map(([path]) => path)).toEqual([]);
});

/** `v5.0.0-3.4.1` and the like: what tests are named by, and what the page promises. */
const idsIn = (text: string): string[] => [...text.matchAll(/v5\.0\.0-(\d+\.\d+\.\d+)/g)].map(([, id]) => id ?? '');

test('the page names what is tested, and nothing else is said to be', () => {
  const tests = files
    .filter(({ path }) => /\.test\.ts$|^test\/|\/testing\//.test(path))
    .flatMap(({ text }) => idsIn(text));
  const tested = [...page.matchAll(/^\| (\d+\.\d+\.\d+)[^|]*\| [^|]+ \| `/gm)].map(([, id]) => id ?? '');
  expect(tested.toSorted()).toEqual([...new Set(tests)].toSorted());
  for (const [, , file] of page.matchAll(/^\| (\d+\.\d+\.\d+)[^|]*\| [^|]+ \| `([^`]+)`/gm)) {
    expect(files.map(({ path }) => path)).toContain(file);
  }
});
