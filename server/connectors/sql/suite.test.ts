import { describeConnector } from '../testing/describe-connector.ts';
import { startShop } from './testing/shop.ts';

const ONE_USER = 'the embedded database has one user and no limits';
const NO_DOORS = 'a database has no webhooks';
const cannot = {
  'a webhook becomes notices of the records it is about': NO_DOORS,
  'a webhook is taken with the right signature only': NO_DOORS,
  'an old webhook is not taken again': NO_DOORS,
};

describeConnector('sql, embedded', {
  start: () => startShop('memory:'),
  cannot: {
    ...cannot,
    'a busy system is tried again after the time it asks for': ONE_USER,
    'wrong credentials are a ConfigError that says where to correct them': ONE_USER,
    'a missing right is a ConfigError that names it': ONE_USER,
  },
});

const server = process.env['TEST_DATABASE_URL'];
if (server) describeConnector('sql on PostgreSQL', { start: () => startShop(server), cannot });
else
  console.log('Skipped: set TEST_DATABASE_URL to a PostgreSQL server to hold the sql connector to the suite on one.');
