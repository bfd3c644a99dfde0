import { createRequire } from 'node:module';

/**
 * Runs one app function, in a process of its own whose environment holds the declared secrets and nothing else.
 * HubSpot loads functions as CommonJS and calls `exports.main(context)`.
 */
interface Job {
  readonly entrypoint: string;
  readonly context: unknown;
}
interface FunctionModule {
  readonly main?: (context: unknown) => unknown;
}

async function run({ entrypoint, context }: Job): Promise<string> {
  const loaded = createRequire(entrypoint)(entrypoint) as FunctionModule;
  if (typeof loaded.main !== 'function') throw new Error(`${entrypoint} does not export main.`);
  // As text: what cannot be JSON is the function's own error, not the channel's.
  return JSON.stringify((await loaded.main(context)) ?? null);
}

process.once('message', (job: Job) => {
  run(job).then(
    (json) => process.send?.({ json }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
