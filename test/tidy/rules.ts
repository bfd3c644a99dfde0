import { environment } from './environment.ts';
import { fileLength, medianLength } from './file-length.ts';
import { names } from './file-names.ts';
import { uniqueUids } from './hsmeta.ts';
import { layerRule } from './layer.ts';
import { markdownLinks } from './links.ts';
import { machinePaths } from './machine-paths.ts';
import { moduleMocks } from './module-mocks.ts';
import { lockfile, registryHosts } from './packages.ts';
import { programLayers } from './program-layers.ts';
import { serverLayers } from './server-layers.ts';
import type { Rule } from './source.ts';
import { sqlPlaces } from './sql-places.ts';
import { focusedTests, skippedTests } from './test-blocks.ts';
import { unfinished } from './unfinished.ts';

export const rules: Rule[] = [
  ...[...serverLayers, ...programLayers].map(layerRule),
  sqlPlaces,
  environment,
  fileLength,
  medianLength,
  names,
  unfinished,
  moduleMocks,
  focusedTests,
  skippedTests,
  lockfile,
  registryHosts,
  machinePaths,
  markdownLinks,
  uniqueUids,
];
