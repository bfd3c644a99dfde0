import { posix } from 'node:path';
import type { Import } from './facts.ts';
import type { Source } from './source.ts';

export interface Resolved extends Import {
  /** Path from the root for a file of the repository, null for a package. */
  readonly file: string | null;
  /** Name of the package, `node:*` for what comes with Node; null for a file. */
  readonly pack: string | null;
}

export function importsOf(source: Source): Resolved[] {
  return source.facts.imports.map((found) => {
    const { specifier } = found;
    if (/^\.{1,2}(\/|$)/.test(specifier)) {
      return { ...found, file: posix.join(posix.dirname(source.path), specifier), pack: null };
    }
    const name = /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier;
    return { ...found, file: null, pack: name };
  });
}
