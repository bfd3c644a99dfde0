import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { ConfigError } from './error.ts';
import { Mapping } from './mapping.ts';
import { lineOf } from './parse-line.ts';
import { problemsOf } from './parse-problem.ts';
import type { Problem } from './problem.ts';

export type Read =
  | { readonly ok: true; readonly mapping: Mapping; readonly lineOf: (problem: Problem) => number }
  | { readonly ok: false; readonly problems: readonly { line: number; text: string }[]; readonly fix: string };

/**
 * Reads a mapping file, YAML or JSON (which is YAML): the mapping, or every problem with its line, so that a file is put
 * right in one go. Lines are counted from 1.
 */
export function readMapping(text: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const syntax = document.errors.map((error) => ({ line: lines.linePos(error.pos[0]).line, text: error.message }));
  if (syntax.length > 0) {
    return { ok: false, problems: syntax, fix: 'Correct the YAML: indentation, quotes and brackets.' };
  }
  const content = contentOf(document);
  if (content instanceof Error) {
    // Aliases that expand to more than the parser allows; the message says so.
    return { ok: false, problems: [{ line: 1, text: content.message }], fix: 'Write the repeated parts out.' };
  }
  if (content === null) {
    const problems = [{ line: 1, text: 'the file is empty' }];
    return { ok: false, problems, fix: 'Write a mapping; docs/mapping.md has one.' };
  }
  const lineIn = (problem: Problem): number => lines.linePos(lineOf(document, problem.path, problem.key)).line;
  const parsed = Mapping.safeParse(content);
  if (parsed.success) return { ok: true, mapping: parsed.data, lineOf: lineIn };
  const problems = problemsOf(parsed.error.issues, content)
    .map((problem) => ({ line: lineIn(problem), text: problem.text }))
    .toSorted((a, b) => a.line - b.line);
  const fix = 'Correct the fields named above; docs/mapping.md lists every field and its values.';
  return { ok: false, problems, fix };
}

/** The mapping of a file. Throws one ConfigError that names line, field and fix of every problem. */
export function parseMapping(text: string, fileName: string): Mapping {
  const read = readMapping(text);
  if (read.ok) return read.mapping;
  const problems = read.problems.map((problem) => `${fileName}:${problem.line}: ${problem.text}`);
  throw new ConfigError(`The mapping file ${fileName} cannot be used:\n${problems.join('\n')}`, read.fix);
}

function contentOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
