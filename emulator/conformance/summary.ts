import { kindOf, type Mismatch } from './exchange.ts';
import type { KnownError } from './known-errors.ts';
import { keyOf, nameOf, type Operation } from './operation.ts';
import type { Line } from './run-folder.ts';

/** How often each operation (by `keyOf`) did what it was asked, and how often it refused. */
export interface Counts {
  readonly answered: ReadonlyMap<string, number>;
  readonly refused: ReadonlyMap<string, number>;
}

export interface Summary {
  readonly exchanges: number;
  /** What no known error explains, each kind once. */
  readonly mismatches: readonly Mismatch[];
  readonly unusedKnownErrors: readonly KnownError[];
  readonly counts: Counts;
}

export function summaryOf(lines: readonly Line[], known: readonly KnownError[]): Summary {
  const answered = new Map<string, number>();
  const refused = new Map<string, number>();
  const mismatches = new Map<string, Mismatch>();
  const used = new Set<number>();
  let exchanges = 0;
  for (const line of lines) {
    if ('known' in line) used.add(line.known);
    else if ('mismatch' in line) mismatches.set(kindOf(line.mismatch), line.mismatch);
    else {
      exchanges += 1;
      const counts = line.status < 400 ? answered : refused;
      for (const key of line.called) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const unusedKnownErrors = known.filter((_, number) => !used.has(number));
  return { exchanges, mismatches: [...mismatches.values()], unusedKnownErrors, counts: { answered, refused } };
}

/** `POST /crm/... response body/id: must be string (was 5)`. */
export const sentence = ({ operation, file, called, side, where, message, sample }: Mismatch): string =>
  `${operation} (${file ?? 'no file'}; called as ${called})\n    ${side} ${where} ${message}; it is ${sample}`;

/** Operations of the files, exercised or not, as a page of Markdown. An operation that only ever refused is not. */
export function coverageReport(operations: readonly Operation[], { answered, refused }: Counts): string {
  const section = ([file, some]: [string, Operation[]]): string =>
    [
      `\n## ${file}: ${exercised(some, answered)} of ${some.length}\n`,
      '| operation | answered | refused |',
      '|---|---:|---:|',
      ...some.map(
        (one) => `| ${nameOf(one)} | ${answered.get(keyOf(one)) ?? '**never**'} | ${refused.get(keyOf(one)) ?? 0} |`,
      ),
    ].join('\n');
  const heading = `# HubSpot's operations that the tests exercised: ${exercised(operations, answered)} of ${operations.length}\n`;
  return `${heading}${[...Map.groupBy(operations, ({ file }) => file)].map(section).join('\n')}\n`;
}

export const exercised = (operations: readonly Operation[], answered: Counts['answered']): number =>
  operations.filter((operation) => answered.has(keyOf(operation))).length;
