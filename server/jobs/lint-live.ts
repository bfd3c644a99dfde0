import type { Connector, ObjectDescription } from '../engine/connector.ts';
import { ConfigError } from '../engine/error.ts';
import { lintMapping } from '../engine/lint.ts';
import type { Linted } from '../engine/lint.ts';
import { mappingNeeds } from '../engine/needs.ts';
import type { Side } from '../engine/record.ts';
import { readNames } from './named-mapping.ts';
import type { Portal } from './portal.ts';

/** Holds the text of a mapping file, which need not be the one in use, against both systems as they are now. */
export async function lintLive(portal: Portal, text: string): Promise<Omit<Linted, 'mapping'>> {
  const form = lintMapping(text);
  const { mapping, problems, warnings } = form;
  if (mapping === null) return { problems, warnings };
  const objects = (side: Side): string[] => [...new Set(mapping.pairs.map((pair) => pair[side]))];
  const [left, right, rules, names] = await Promise.all([
    portal.left.describe(objects('left')),
    describedRight(portal.right),
    portal.left.rules?.(objects('left')) ?? [],
    readNames(portal.left, mapping),
  ]);
  const linted = lintMapping(text, { left, right, rules, names });
  const clash = linted.problems.length > 0 ? null : await clashOf(portal.left, mappingNeeds(mapping));
  const all = clash === null ? linted.problems : [{ line: lineOfProvision(text), text: clash }];
  return { problems: all, warnings: linted.warnings };
}

/** The right system's objects are those of its connection file. */
const describedRight = (right: Connector): Promise<ObjectDescription[]> => right.describe();

/** What is there and cannot be made into what the mapping needs. */
async function clashOf(
  left: Connector,
  needs: Parameters<NonNullable<Connector['missing']>>[0],
): Promise<string | null> {
  try {
    await left.missing?.(needs);
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return `${error.message} ${error.fix}`;
    throw error;
  }
}

/** The system speaks of one thing, and the file has it in a list of this name. */
const lineOfProvision = (text: string): number =>
  Math.max(1, text.split('\n').findIndex((line) => /^\s*"?provision"?:/.test(line)) + 1);
