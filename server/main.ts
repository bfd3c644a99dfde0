import { readConfig } from './config.ts';
import { ConfigError } from './engine/error.ts';
import { startServer } from './start.ts';
import { fenceFetch, hubspotFence } from './wiring/fenced-fetch.ts';

try {
  const config = readConfig(process.env);
  fenceFetch(hubspotFence(config));
  const server = await startServer(config);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    try {
      await server.close();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };
  // A parent that dies closes the channel; then nobody is left to stop us.
  for (const end of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(end, () => void stop());
  process.send?.({ ready: true, url: server.url });
} catch (error) {
  console.error(error instanceof ConfigError ? sentence(error) : error);
  process.exit(1);
}

/** A message of several lines, one a problem, has its fix below them. */
function sentence({ message, fix }: ConfigError): string {
  return `${message}${message.includes('\n') ? '\n' : ' '}${fix}`.trimEnd();
}
