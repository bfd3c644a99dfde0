import { openDb } from '../../server/store/db.ts';
import { spend } from './spend.ts';

/** One of the processes that share a budget: says that it is ready, and on "go" takes requests until it has so many. */
const [databaseUrl = '', count = '0'] = process.argv.slice(2);
const db = await openDb(databaseUrl);
await db.query('select 1');
process.once('message', () => {
  void spend(db, Number(count)).then(
    () => process.send?.('done'),
    (error: unknown) => process.send?.(`failed: ${String(error)}`),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
