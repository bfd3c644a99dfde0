import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, NO_CONTENT, ok } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import { nextNumber } from '../webhooks/sequence.ts';
import { callingApp, journalEndpoint, journalPaths } from './app-call.ts';
import { filtersOf, OPERATORS } from './filters.ts';
import { type FilterRow, filterTable } from './rows.ts';
import { requireSubscription } from './subscription-endpoints.ts';

const WITHOUT_VALUE = ['IS_EMPTY', 'IS_NOT_EMPTY'];
const WITH_VALUES = ['IN', 'NOT_IN'];

const Condition = z
  .object({
    filterType: z.literal('CRM_OBJECT_PROPERTY'),
    operator: z.enum(OPERATORS),
    property: z.string().min(1),
    value: z.string().optional(),
    values: z.array(z.string()).optional(),
  })
  .refine(
    (one) => WITHOUT_VALUE.includes(one.operator) || (WITH_VALUES.includes(one.operator) ? one.values : one.value),
    {
      message: 'the operator needs a value (IN and NOT_IN: values)',
    },
  );
const Create = z.object({
  subscriptionId: z.number().int(),
  filter: z.object({ conditions: z.array(Condition).min(1) }),
});

const table = (call: Call): string => filterTable(callingApp(call).registration.appId);

const viewOf = ({ id, conditions, createdAt }: FilterRow): object => ({ id, filter: { conditions }, createdAt });

/** A filter cannot be changed: a new one is made and the old one deleted. */
function create(call: Call): Answer {
  const { subscriptionId, filter } = parseBody(Create, call.body);
  const { subscriptionType, actions } = requireSubscription(call, String(subscriptionId));
  const filterable = actions.some((action) => action === 'CREATE' || action === 'UPDATE');
  if (subscriptionType !== 'OBJECT' || !filterable) {
    throw invalid('Filters apply to the actions CREATE and UPDATE of OBJECT subscriptions only.');
  }
  const id = nextNumber(call.hub, 'journalFilters');
  const row: FilterRow = { id, subscriptionId, conditions: filter.conditions, createdAt: call.hub.clock.now() };
  call.hub.tables.put(table(call), String(id), row);
  return ok({ filterId: id });
}

function required(call: Call): FilterRow {
  const id = call.params['filterId'] ?? '';
  const row = call.hub.tables.rows<FilterRow>(table(call)).get(id);
  if (!row) throw notFound(`There is no filter ${id}.`);
  return row;
}

function remove(call: Call): Answer {
  call.hub.tables.remove(table(call), String(required(call).id));
  return NO_CONTENT;
}

function ofSubscription(call: Call): Answer {
  const { id } = requireSubscription(call, call.params['subscriptionId'] ?? '');
  return ok(filtersOf(call.hub, callingApp(call).registration.appId, id).map(viewOf));
}

const all = journalPaths('subscriptions', '/filters');
const one = journalPaths('subscriptions', '/filters/:filterId');
const some = journalPaths('subscriptions', '/filters/subscription/:subscriptionId');

export const filterEndpoints: readonly Endpoint[] = [
  journalEndpoint({ method: 'post', paths: all, scope: 'subscriptions.write', run: create }),
  journalEndpoint({ method: 'get', paths: some, scope: 'subscriptions.read', run: ofSubscription }),
  journalEndpoint({
    method: 'get',
    paths: one,
    scope: 'subscriptions.read',
    run: (call) => ok(viewOf(required(call))),
  }),
  journalEndpoint({ method: 'delete', paths: one, scope: 'subscriptions.write', run: remove }),
];
