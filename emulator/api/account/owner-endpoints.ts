import { type Answer, type Call, crmPaths, type Endpoint, limitOf, ok } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import { ownersOf, ownerView } from './owners.ts';

const wantsArchived = (call: Call): boolean => call.query.get('archived') === 'true';

function list(call: Call): Answer {
  const email = call.query.get('email')?.toLowerCase();
  const after = call.query.get('after');
  const limit = limitOf(call.query, 100, 500);
  const found = ownersOf(call.hub, call.portalId)
    .filter((owner) => owner.archived === wantsArchived(call))
    .filter((owner) => email === undefined || owner.email.toLowerCase() === email)
    .filter((owner) => after === null || Number(owner.id) > Number(after))
    .toSorted((first, second) => Number(first.id) - Number(second.id));
  const results = found.slice(0, limit).map(ownerView);
  const last = found[limit - 1];
  if (found.length <= limit || !last) return ok({ results });
  const link = `https://api.hubapi.com${call.path}?limit=${limit}&after=${last.id}`;
  return ok({ results, paging: { next: { after: last.id, link } } });
}

function one(call: Call): Answer {
  const { id } = call.params;
  const key = call.query.get('idProperty') ?? 'id';
  if (key !== 'id' && key !== 'userId') throw invalid(`idProperty must be "id" or "userId", not "${key}"`);
  const found = ownersOf(call.hub, call.portalId).find(
    (owner) => String(owner[key]) === id && owner.archived === wantsArchived(call),
  );
  if (!found) throw notFound();
  return ok(ownerView(found));
}

const scopes = () => [['crm.objects.owners.read', 'automation']];

export const ownerEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: crmPaths('owners', ''), scopes, run: list },
  { method: 'get', paths: crmPaths('owners', '/:id'), scopes, run: one },
];
