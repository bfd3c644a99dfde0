import type { z } from 'zod';
import { Filter } from './filter-conditions.ts';
import { ConstantField, MappedField, Pair } from './mapping.ts';
import type { Problem } from './problem.ts';
import { isRecord, listed, nameOf, quoted, valueAt, worded } from './parse-words.ts';
import { didYouMean } from './suggest.ts';
import { keysIn } from './parse-keys.ts';
import { TRANSFORM_ARGUMENTS } from './transforms/registry.ts';

type Issue = z.core.$ZodIssue;

/** Zod's issues as sentences that say what to write instead. */
export function problemsOf(issues: readonly Issue[], content: unknown): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const { path } = issue;
    const where = nameOf(path, content);
    const found = valueAt(content, path);
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({ path, key, text: unknownKey(where, key, found, path) }));
      case 'invalid_union':
        return unionProblems(issue, content);
      case 'invalid_value':
        return [
          {
            path,
            text: `${where} is ${quoted(found)}, not one of ${listed(issue.values)}${closest(found, issue.values)}`,
          },
        ];
      case 'invalid_type':
        return [{ path, text: wrongType(where, issue.expected, found, path) }];
      case 'too_small':
        return [
          {
            path,
            text: `${where} is ${isRecord(found) || found === '' ? 'empty' : quoted(found)}; ${smallest(issue)}`,
          },
        ];
      default:
        return [{ path, text: `${where}: ${issue.message}` }];
    }
  });
}

const smallest = (issue: Extract<Issue, { code: 'too_small' }>): string =>
  issue.origin === 'number'
    ? `write ${issue.minimum} or more`
    : issue.origin === 'string'
      ? 'write text'
      : 'list at least one';

/** A field has two forms; the one that fits the file best is the one the author meant. */
function unionProblems(issue: Extract<Issue, { code: 'invalid_union' }>, content: unknown): Problem[] {
  const [best] = issue.errors.toSorted((a, b) => weight(a) - weight(b));
  if (!best || issue.path.at(-1) === 'value') {
    return [
      { path: issue.path, text: `${nameOf(issue.path, content)} must be text or true/false; put numbers in quotes` },
    ];
  }
  return problemsOf(
    best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
    content,
  );
}

const weight = (issues: readonly Issue[]): number => issues.reduce((sum, issue) => sum + weightOf(issue), 0);

/** A list in place of a group, or the other way round, is further off than anything wrong inside of it. */
function weightOf(issue: Issue): number {
  if (issue.code === 'unrecognized_keys') return issue.keys.length;
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value') ? 10 : 1;
}

function wrongType(where: string, expected: string, found: unknown, path: readonly PropertyKey[]): string {
  if (path.at(-1) === 'transform' && typeof found === 'string') {
    return `${where} is ${quoted(found)} without arguments; docs/mapping.md has an example: \`{ ${found}: ... }\``;
  }
  if (found === undefined || found === null) return `${where} is missing; write ${worded(expected)}`;
  const quotes =
    expected === 'string' && typeof found !== 'object' ? `; put it in quotes: '${JSON.stringify(found)}'` : '';
  return `${where} is ${quoted(found)}, but ${worded(expected)} is needed${quotes}`;
}

function unknownKey(where: string, key: string, map: unknown, path: readonly PropertyKey[]): string {
  return `${where} has an unknown field \`${key}\`${didYouMean(key, keysAt(path, map))}`;
}

function keysAt(path: readonly PropertyKey[], map: unknown): string[] {
  const inner = path.findIndex((step) => step === 'transform' || step === 'filter');
  if (inner !== -1) return keysIn(path[inner] === 'filter' ? Filter : TRANSFORM_ARGUMENTS, path.slice(inner + 1));
  const list = path.findLast((step) => typeof step === 'string');
  if (list === undefined) return ['version', 'left', 'right', 'capPercent', 'pairs'];
  if (list === 'fields') return Object.keys((isRecord(map) && 'value' in map ? ConstantField : MappedField).shape);
  if (list === 'pairs') return Object.keys(Pair.shape);
  if (list === 'associations') return Object.keys(Pair.shape.associations.unwrap().element.shape);
  if (list === 'provision') return Object.keys(Pair.shape.provision.unwrap().element.shape);
  return ['left', 'right'];
}

function closest(found: unknown, values: readonly unknown[]): string {
  const hint = typeof found === 'string' ? didYouMean(found, values.map(String)) : '';
  return hint.startsWith(',') ? hint : '';
}
