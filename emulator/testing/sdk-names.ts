import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package lists its components and names nowhere at run time, so its own files are read. */
const shared = join(dirname(fileURLToPath(import.meta.resolve('@hubspot/ui-extensions'))), 'shared.synced');
const source = (path: string): string => readFileSync(join(shared, path), 'utf8');
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name ?? '');

/** Wire names of all components: what a bundle asks the page for. */
export const sdkComponents = (): string[] =>
  found(
    source('remoteComponents.synced.js'),
    /createAndRegisterRemote(?:Compound)?ReactComponent\('(\w+)'/g,
  ).toSorted();

const keysOf = (path: string, list: string): string[] =>
  found(source(path).split(`export const ${list} = {`)[1]?.split('};')[0] ?? '', /^\s+(\w+): '/gm);

export const sdkIcons = (): string[] => keysOf('types/shared.synced.js', 'iconNames');

/** Names of illustrations and of the images of an empty state. */
export function sdkIllustrations(): string[] {
  const images = /EmptyStateImageName = ([^;]+);/.exec(source('types/components/empty-state.synced.d.ts'))?.[1] ?? '';
  return [...keysOf('types/components/illustration.synced.js', 'illustrationNames'), ...found(images, /'(\w+)'/g)];
}
