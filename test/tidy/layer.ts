import { importsOf } from './resolve.ts';
import type { Resolved } from './resolve.ts';
import type { Planted, Rule, Source } from './source.ts';

/** One rule on who may import whom. */
export interface Layer {
  readonly name: string;
  readonly fix: string;
  readonly applies: (source: Source) => boolean;
  readonly forbids: (found: Resolved, source: Source) => boolean;
  readonly catches: readonly Planted[];
  readonly allows?: readonly Planted[];
}

export const layerRule = ({ name, fix, applies, forbids, catches, allows = [] }: Layer): Rule => ({
  name,
  fix,
  catches,
  allows,
  check: (files) =>
    files
      .filter((source) => source.isCode && applies(source))
      .flatMap((source) =>
        importsOf(source)
          .filter((found) => forbids(found, source))
          .map((found) => `${source.path} imports ${found.file ?? found.specifier}`),
      ),
});
