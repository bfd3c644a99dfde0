import { describeConnector } from '../../server/connectors/testing/describe-connector.ts';
import { startHubSpot } from './hubspot-system.ts';

const NOT_ITS_KIND = 'HubSpot is not the system that holds the money';
const AT_THE_DOOR = 'one door takes the events of all accounts, and server/http verifies what comes in by it';

describeConnector('hubspot', {
  start: startHubSpot,
  cannot: {
    'tells from the cursor what a person removed':
      "HubSpot's lists and searches leave archived records out; webhooks and the journal tell of them",
    'documents are in canonical form': NOT_ITS_KIND,
    'payments name the invoices that they pay, by the ids that the invoices have': NOT_ITS_KIND,
    "balances equal the system's own report to the cent, per customer and currency": NOT_ITS_KIND,
    'documents go on from every cursor, tell of a change, and come to rest': NOT_ITS_KIND,
    'a webhook is taken with the right signature only': AT_THE_DOOR,
    'an old webhook is not taken again': AT_THE_DOOR,
  },
});
