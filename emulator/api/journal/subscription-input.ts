import { z } from 'zod';
import { LIFECYCLE } from './events.ts';

const PortalId = z.number().int().positive();
const ObjectIds = z.array(z.coerce.number().int()).nullish();
const Names = z.array(z.string()).nullish();
const actions = <const Action extends string>(...known: readonly Action[]) => z.array(z.enum(known)).min(1);

/** The five kinds of subscription. */
export const SubscriptionInput = z.discriminatedUnion('subscriptionType', [
  z.object({
    subscriptionType: z.literal('OBJECT'),
    portalId: PortalId,
    objectTypeId: z.string(),
    actions: actions('CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'),
    properties: Names,
    objectIds: ObjectIds,
  }),
  z.object({
    subscriptionType: z.literal('ASSOCIATION'),
    portalId: PortalId,
    objectTypeId: z.string(),
    actions: actions('ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'),
    associatedObjectTypeIds: Names,
    objectIds: ObjectIds,
  }),
  z.object({
    subscriptionType: z.literal('LIST_MEMBERSHIP'),
    portalId: PortalId,
    actions: actions('ADDED_TO_LIST', 'REMOVED_FROM_LIST'),
    listIds: z.array(z.number().int()).nullish(),
    objectIds: ObjectIds,
  }),
  z.object({
    subscriptionType: z.literal('GDPR_PRIVACY_DELETION'),
    portalId: PortalId,
    objectTypeId: z.string(),
    actions: actions('GDPR_DELETE'),
  }),
  z.object({
    subscriptionType: z.literal('APP_LIFECYCLE_EVENT'),
    eventTypeId: z.enum(Object.values(LIFECYCLE)),
    properties: Names,
  }),
]);
export type SubscriptionInput = z.infer<typeof SubscriptionInput>;
