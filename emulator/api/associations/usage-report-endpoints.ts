import { ownersOf } from '../account/owners.ts';
import { type Answer, type Call, type Endpoint, ok } from '../http/endpoint.ts';
import { notFound } from '../http/errors.ts';
import { associationPaths, readingAny } from './paths.ts';

/** HubSpot mails the report of records with many associations; the emulator says that it would, and sends nothing. */
function request(call: Call): Answer {
  const userId = Number(call.params['userId']);
  const user = ownersOf(call.hub, call.portalId).find((owner) => owner.userId === userId);
  if (!user) throw notFound(`No user with ID ${call.params['userId']} exists; the owners have their users' ids.`);
  const enqueueTime = { value: call.hub.clock.now(), dateOnly: false, timeZoneShift: 0 };
  return ok({ userId, userEmail: user.email, enqueueTime });
}

export const usageReportEndpoints: readonly Endpoint[] = [
  {
    method: 'post',
    paths: associationPaths('/usage/high-usage-report/:userId'),
    budget: 'associations',
    scopes: readingAny,
    run: request,
  },
];
