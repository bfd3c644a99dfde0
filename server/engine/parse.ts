import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { ConfigError } from './error.ts';
import { Mapping } from './mapping.ts';
import { lineOf } from './parse-line.ts';
import { problemsOf } from './parse-problem.ts';

/**
 * Reads a mapping file, YAML or JSON (which is YAML). Throws one ConfigError that names the line, the field and the fix of
 * every problem, so that a file is put right in one go.
 */
export function parseMapping(text: string, fileName: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const syntax = document.errors.map((error) => `${fileName}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
  if (syntax.length > 0) throw fileError(fileName, syntax, 'Correct the YAML: indentation, quotes and brackets.');

  const content = contentOf(document, fileName);
  if (content === null)
    throw fileError(fileName, [`${fileName}:1: the file is empty`], 'Write a mapping; docs/mapping.md has one.');
  const parsed = Mapping.safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error.issues, content).map((problem) => {
    const line = lines.linePos(lineOf(document, problem.path, problem.key)).line;
    return { line, text: `${fileName}:${line}: ${problem.text}` };
  });
  const sorted = problems.toSorted((a, b) => a.line - b.line).map((problem) => problem.text);
  throw fileError(
    fileName,
    sorted,
    'Correct the fields named above; docs/mapping.md lists every field and its values.',
  );
}

function contentOf(document: Document, fileName: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // Aliases that expand to more than the parser allows; the message says so.
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${fileName}: ${why}`, 'Write the repeated parts out.', { cause: error });
  }
}

const fileError = (fileName: string, problems: readonly string[], fix: string): ConfigError =>
  new ConfigError(`The mapping file ${fileName} cannot be used:\n${problems.join('\n')}`, fix);
