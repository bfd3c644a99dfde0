import { collect, parse } from './syntax.ts';

export interface Import {
  readonly specifier: string;
  /** Erased before anything is loaded. `import { type A }` is not: its file is still loaded. */
  readonly typeOnly: boolean;
}
/** What a rule may want to know of a code file. */
export interface Facts {
  readonly imports: readonly Import[];
  /** String literals, and templates with `…` for what is put in. */
  readonly strings: readonly string[];
  /** Member accesses by their last two names: `process.env`, `test.only`, `jest.mock`. */
  readonly members: ReadonlySet<string>;
  /** Names of functions called plainly: `xit`. */
  readonly calls: ReadonlySet<string>;
}

/**
 * Facts come from a parser, since a search by regular expression is fooled by strings, comments and line breaks. The
 * parser is SWC's: it reads TypeScript as it stands, is here already (Jest transforms with it), and gives the imports that
 * a bundler's report (esbuild's metafile) leaves out, namely types only and those of files that nothing imports.
 */
export function factsOf(path: string, text: string): Facts {
  const found = {
    imports: [] as Import[],
    strings: [] as string[],
    members: new Set<string>(),
    calls: new Set<string>(),
  };
  collect(parse(path, text), found);
  return found;
}
