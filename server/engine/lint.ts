import { bindNames } from './bind-names.ts';
import { formProblems, mappingProblems } from './check.ts';
import type { ObjectDescription } from './connector.ts';
import type { Mapping } from './mapping.ts';
import { readMapping } from './parse.ts';
import type { Problem } from './problem.ts';
import type { ValueNames } from './value-name.ts';
import { mappingWarnings } from './warn.ts';
import type { ValueRule } from './warn.ts';

/** A sentence about a mapping file, with the line that it is about, counted from 1. */
export interface Finding {
  readonly line: number;
  readonly text: string;
}
export interface Linted {
  /** With any of these, nothing runs. */
  readonly problems: readonly Finding[];
  /** With these, it runs, and single records may be set aside. */
  readonly warnings: readonly Finding[];
  /** null when the file cannot be read as a mapping. */
  readonly mapping: Mapping | null;
}
export interface Systems {
  readonly left: readonly ObjectDescription[];
  readonly right: readonly ObjectDescription[];
  readonly rules: readonly ValueRule[];
  /** Of the values that the mapping calls by name. */
  readonly names?: ValueNames;
}

/** Everything that is wrong with a mapping file by itself, and, with the systems it joins, as they are now. */
export function lintMapping(text: string, systems: Systems | null = null): Linted {
  const read = readMapping(text);
  if (!read.ok) return { problems: read.problems, warnings: [], mapping: null };
  const { mapping, lineOf } = read;
  const found = (problems: readonly Problem[]): Finding[] =>
    problems.map((problem) => ({ line: lineOf(problem), text: problem.text })).toSorted((a, b) => a.line - b.line);
  if (systems === null) return { problems: found(formProblems(mapping)), warnings: [], mapping };
  const bound = bindNames(mapping, systems.names ?? new Map());
  return {
    problems: found([...bound.problems, ...mappingProblems(bound.mapping, systems.left, systems.right)]),
    warnings: found(mappingWarnings(bound.mapping, systems.left, systems.rules)),
    mapping,
  };
}
