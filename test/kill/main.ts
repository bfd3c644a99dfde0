import { parseArgs } from 'node:util';
import { killAgainAndAgain } from './run.ts';

/**
 * node test/kill/main.ts [--kills 100] [--store pglite|postgres] [--url postgresql://...]: kills servers in a flood of webhooks
 * and a backfill. The last line is the outcome as JSON; the exit code is 1 when something is lost or doubled.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    store: { type: 'string', default: 'postgres' },
    url: {
      type: 'string',
      default: process.env['TEST_DATABASE_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres',
    },
  },
});
const outcome = await killAgainAndAgain({
  target: values.store === 'pglite' ? 'memory:' : values.url,
  kills: Number(values.kills),
  companies: 500,
  items: 500,
  report: (line) => process.stderr.write(`${line}\n`),
});
console.log(JSON.stringify({ store: values.store, ...outcome }));
process.exit(outcome.findings.length === 0 ? 0 : 1);
