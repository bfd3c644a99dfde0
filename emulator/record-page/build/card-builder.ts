import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

/**
 * A process of its own for one build, because HubSpot's builder takes its mode from NODE_ENV and prints to the console.
 * Arguments: extension root, entry file, output folder, the app's variables as JSON.
 */
const [root = '', entryPoint = '', outputDir = '', variables = '{}'] = process.argv.slice(2);
// In any other mode the bundle holds React's development runtime, which the worker's React does not answer.
process.env.NODE_ENV = 'production';
try {
  await remoteBuild({
    root,
    entryPoint,
    outputDir,
    logLevel: 'silent',
    appConfig: { variables: JSON.parse(variables) as Record<string, string | number | boolean> },
  });
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
