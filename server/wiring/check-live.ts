import { bindNames } from '../engine/bind-names.ts';
import { checkMapping } from '../engine/check.ts';
import type { Connector, ObjectDescription } from '../engine/connector.ts';
import { ConfigError, RetryLater } from '../engine/error.ts';
import { fieldsToCompare, subjectOf } from '../engine/reconcile/subject.ts';
import type { Mapping } from '../engine/mapping.ts';
import { mappingWarnings } from '../engine/warn.ts';
import { readNames } from '../jobs/named-mapping.ts';

export interface LiveCheck {
  readonly mapping: Mapping;
  readonly mappingFile: string;
  /** The connector of an installed portal, or null while there is none. */
  readonly left: Connector | null;
  readonly right: Connector;
  readonly warn: (sentence: string) => void;
}

/**
 * Holds the mapping against what both systems have right now. A system that does not answer must not stop the server:
 * that is said, and its half is taken for granted. Throws ConfigError for what a person has to correct.
 */
export async function checkLive(check: LiveCheck): Promise<void> {
  const { mappingFile, right } = check;
  const [left, rightObjects] = await Promise.all([described(check, check.left), described(check, right)]);
  const { mapping, problems: unnamed } = await named(check, left === null ? null : check.left);
  const problems = [
    ...unnamed.map(({ text }) => text),
    ...checkMapping(mapping, left ?? presumed(mapping, 'left'), rightObjects ?? presumed(mapping, 'right')),
  ];
  for (const { text } of left === null ? [] : mappingWarnings(mapping, left)) check.warn(`${mappingFile}: ${text}.`);
  if (problems.length === 0) return;
  throw new ConfigError(
    `The mapping ${mappingFile} does not fit the systems it joins:\n${problems.join('\n')}`,
    `Correct ${mappingFile} as each line says, then start again.`,
  );
}

const described = async (check: LiveCheck, connector: Connector | null): Promise<ObjectDescription[] | null> =>
  asked(check, connector, (system) => system.describe());

/** The mapping with the values in place of their names, where the account can be asked for these. */
async function named(check: LiveCheck, left: Connector | null): Promise<ReturnType<typeof bindNames>> {
  const names = await asked(check, left, (system) => readNames(system, check.mapping));
  return names === null ? { mapping: check.mapping, problems: [] } : bindNames(check.mapping, names);
}

async function asked<T>(
  check: LiveCheck,
  connector: Connector | null,
  question: (connector: Connector) => Promise<T>,
): Promise<T | null> {
  if (connector === null) return null;
  try {
    return await question(connector);
  } catch (error) {
    // What ails one HubSpot account, such as a withdrawn permission, is no reason to stop for the others.
    if (error instanceof RetryLater || (error instanceof ConfigError && connector === check.left)) {
      check.warn(`${error.message} The mapping is checked against it at the next start.`);
      return null;
    }
    throw error;
  }
}

/** Objects that have just what the mapping wants of them. */
function presumed(mapping: Mapping, side: 'left' | 'right'): ObjectDescription[] {
  const byObject = Map.groupBy(mapping.pairs, (pair) => pair[side]);
  return [...byObject].map(([name, pairs]) => ({
    name,
    fields: pairs
      .flatMap((pair) => fieldsToCompare(subjectOf(mapping, pair), side))
      .map((field) => ({ name: field, type: 'string', readOnly: false, unique: true })),
  }));
}
