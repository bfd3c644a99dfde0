import { refreshRace } from './refresh-race.ts';

/**
 * node test/install/main.ts <processes> <database>: the race of test/install/tokens.test.ts at any size. PostgreSQL must
 * take two connections a process: 50 of them need max_connections = 150.
 */
const [processes = '50', databaseUrl] = process.argv.slice(2);
if (databaseUrl === undefined) {
  console.error('Say which database: node test/install/main.ts 50 postgresql://postgres@127.0.0.1:5432/postgres');
  process.exit(2);
}
const { tokens, refreshes } = await refreshRace(Number(processes), databaseUrl);
const different = new Set(tokens).size;
console.log(JSON.stringify({ processes: tokens.length, different, refreshes }));
process.exit(different === 1 && refreshes === 1 ? 0 : 1);
