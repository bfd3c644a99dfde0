import { expect, test } from '@jest/globals';
import { killAgainAndAgain } from './run.ts';

// Several processes need a PostgreSQL; `node test/kill/main.ts --kills 100` kills more of them, and on both stores.
const target = process.env['TEST_DATABASE_URL'] ?? 'memory:';

test('servers that are killed in a flood of webhooks and a backfill lose nothing and double nothing', async () => {
  const outcome = await killAgainAndAgain({ target, kills: 3, companies: 30, items: 50 });
  expect(outcome).toMatchObject({ kills: 3, findings: [] });
  expect(outcome.accepted).toBeGreaterThan(0);
}, 200_000);
