import { join } from 'node:path';
import { StartError } from './folder-lock.ts';
import { startDemoErp } from './start.ts';

const port = Number(process.env['DEMO_ERP_PORT'] ?? 5433);
const dataDir = join(process.env['LEDGERLINE_DATA'] ?? './data', 'erp');

try {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartError(
      `DEMO_ERP_PORT is "${process.env['DEMO_ERP_PORT']}". Set it to a port number, for example 5433.`,
    );
  }
  const erp = await startDemoErp({ port, dataDir });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await erp.close();
    process.exit(0);
  };
  // A parent that dies closes the channel; then nobody is left to stop us.
  for (const end of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(end, () => void stop());
  process.send?.({ ready: true, url: erp.url });
  console.log(`The demo ERP listens: psql ${erp.url}`);
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}
