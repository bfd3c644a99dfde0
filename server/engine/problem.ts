/** Something that is wrong with a mapping, as a sentence with its fix, and where in the file it stands. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  /** A key that should not be there. */
  readonly key?: string;
  readonly text: string;
}

export const at = (path: readonly PropertyKey[], sentences: readonly string[]): Problem[] =>
  sentences.map((text) => ({ path, text }));

/** The same problems, seen from further out. */
export const below = (path: readonly PropertyKey[], problems: readonly Problem[]): Problem[] =>
  problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
