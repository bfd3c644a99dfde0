import { factsOf } from './facts.ts';
import type { Facts } from './facts.ts';

const CODE = /\.(ts|tsx|mjs|cjs|js)$/;
/** Tests, and what only tests use. */
const TEST_CODE = /\.test\.tsx?$|^test\/|\/(testing|__tests__)\/|\/test-[^/]*\.ts$/;
/** Built by `npm run bundle` from `functions/source` and kept, because HubSpot takes functions only as built files. */
const GENERATED = /^src\/app\/functions\/[^/]+\.js$/;

/** One file of the repository, by its path from the root. Facts are read when a rule asks for them, once. */
export class Source {
  readonly path: string;
  readonly text: string;
  #facts: Facts | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  get isCode(): boolean {
    return CODE.test(this.path) && !GENERATED.test(this.path);
  }
  get isTest(): boolean {
    return TEST_CODE.test(this.path);
  }
  get facts(): Facts {
    this.#facts ??= factsOf(this.path, this.text);
    return this.#facts;
  }
}

/** A promise about the whole repository. */
export interface Rule {
  readonly name: string;
  /** What to do about a problem, in one sentence. */
  readonly fix: string;
  /** One line per problem, beginning with the path. */
  check(files: readonly Source[]): string[];
  /** Small repositories that break the rule, each in another way; rules.test.ts shows that each is caught. */
  readonly catches: readonly Planted[];
  /** What looks like a violation and is none. */
  readonly allows?: readonly Planted[];
}
/** Path -> text. */
export type Planted = Readonly<Record<string, string>>;

export const planted = (files: Planted): Source[] =>
  Object.entries(files).map(([path, text]) => new Source(path, text));
