import { z } from 'zod';

export const Occurrence = z.object({
  id: z.string().min(1).max(500),
  eventTypeName: z.string().min(1),
  properties: z.record(z.string(), z.string()),
  objectId: z.string().optional(),
  email: z.string().optional(),
  domain: z.string().optional(),
  utk: z.string().optional(),
  objectTypeFullyQualifiedName: z.string().optional(),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  extraData: z.record(z.string(), z.unknown()).optional(),
  timelineIFrame: z
    .object({ headerLabel: z.string(), linkLabel: z.string(), url: z.url(), width: z.number(), height: z.number() })
    .optional(),
});
export type Occurrence = z.infer<typeof Occurrence>;

/** Row of the table `appEvents/{portalId}`, keyed `{appId}/{event type}/{id}`. It never changes. */
export interface AppEventRow {
  readonly appId: number;
  /** uid of the event's type in the project. */
  readonly eventType: string;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly at: number;
  /** What was sent, to tell a repetition from a conflict. */
  readonly occurrence: Occurrence;
}

export const eventTable = (portalId: number): string => `appEvents/${portalId}`;
export const eventKey = (appId: number, eventType: string, id: string): string => `${appId}/${eventType}/${id}`;
