import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { announceRun, namedFolder } from './environment.ts';
import { KNOWN_ERRORS, type KnownError } from './known-errors.ts';
import type { Operation } from './operation.ts';
import { PUBLISHED_AT, publishedFolder } from './published-files.ts';
import { closeRun, linesOf, openRun } from './run-folder.ts';
import { coverageReport, exercised, sentence, type Summary, summaryOf } from './summary.ts';

const COVERAGE = 'dist/openapi-coverage.md';

interface GlobalConfig {
  readonly rootDir: string;
  readonly testPathPatterns: { readonly patterns: readonly string[] };
  readonly testNamePattern?: string;
  readonly shard?: object;
}

/** Lets every emulator of a test run check its exchanges, and fails the run when one is not what HubSpot publishes. */
export default class ConformanceReporter {
  readonly #config: GlobalConfig;
  #run: ReturnType<typeof openRun> | null = null;
  #error: Error | undefined;

  readonly #say: (sentence: string) => void;

  constructor(config: GlobalConfig, _options?: object, _context?: object, write = toTerminal) {
    this.#config = config;
    this.#say = write;
  }

  /** Before Jest starts its workers: they, and what they start, inherit the variable. */
  onRunStart(): void {
    const folder = publishedFolder(namedFolder(), this.#config.rootDir);
    if (folder === null)
      return this.#say(`HubSpot's OpenAPI files are not there: no exchange is checked. ${PUBLISHED_AT}.`);
    this.#run = openRun(folder);
    announceRun(this.#run.dir);
  }

  onRunComplete(): void {
    if (this.#run === null) return;
    const { dir, plan } = this.#run;
    const summary = summaryOf(linesOf(dir), KNOWN_ERRORS);
    closeRun(dir);
    if (summary.exchanges === 0) return;
    this.#tell(summary, plan.operations);
  }

  getLastError(): Error | undefined {
    return this.#error;
  }

  #tell(summary: Summary, operations: readonly Operation[]): void {
    const { exchanges, mismatches, counts, unusedKnownErrors } = summary;
    mkdirSync(join(this.#config.rootDir, 'dist'), { recursive: true });
    writeFileSync(join(this.#config.rootDir, COVERAGE), coverageReport(operations, counts));
    this.#say(
      `HubSpot's OpenAPI files: ${exchanges} exchanges checked, ${mismatches.length} kinds of mismatch; ` +
        `${exercised(operations, counts.answered)} of ${operations.length} operations exercised (${COVERAGE}).`,
    );
    for (const mismatch of mismatches) this.#say(`  ${sentence(mismatch)}`);
    if (this.#isWhole()) for (const known of unusedKnownErrors) this.#say(`  ${unused(known)}`);
    if (mismatches.length === 0) return;
    this.#error = new Error(
      `${mismatches.length} kinds of exchange are not what HubSpot publishes: correct the emulator, or, when the ` +
        'published file is wrong, add the reason to emulator/conformance/known-errors.ts.',
    );
  }

  /** A part of the tests cannot tell which known errors still occur. */
  #isWhole(): boolean {
    const { testPathPatterns, testNamePattern, shard } = this.#config;
    return testPathPatterns.patterns.length === 0 && !testNamePattern && !shard;
  }
}

const toTerminal = (text: string): void => void process.stderr.write(`${text}\n`);

const unused = ({ operation, where }: KnownError): string =>
  `Warning: known error ${operation.source} ${where.source} occurred nowhere; delete it from known-errors.ts.`;
