import type { PipelineRow, StageRow } from './pipeline.ts';

type Facts = readonly [id: string, label: string, metadata: Readonly<Record<string, string>>];

const deal = (id: string, label: string, probability: string): Facts => [
  id,
  label,
  { probability, isClosed: String(probability === '0.0' || probability === '1.0') },
];
const ticket = (id: string, label: string, ticketState: 'OPEN' | 'CLOSED'): Facts => [
  id,
  label,
  { ticketState, isClosed: String(ticketState === 'CLOSED') },
];
const order = (id: string, label: string, state: 'OPEN' | 'CLOSED'): Facts => [id, label, { state }];

/** HubSpot gives its own pipelines and stages the time 0. */
const SINCE = { createdAt: 0, updatedAt: 0 };

const stage = ([id, label, metadata]: Facts, displayOrder: number): StageRow => ({
  id,
  label,
  displayOrder,
  metadata,
  ...SINCE,
});

const pipeline = (id: string, label: string, stages: readonly Facts[]): readonly PipelineRow[] => [
  { id, label, displayOrder: 0, stages: stages.map(stage), ...SINCE },
];

const LIFECYCLE: readonly Facts[] = [
  ['subscriber', 'Subscriber', {}],
  ['lead', 'Lead', {}],
  ['marketingqualifiedlead', 'Marketing Qualified Lead', {}],
  ['salesqualifiedlead', 'Sales Qualified Lead', {}],
  ['opportunity', 'Opportunity', {}],
  ['customer', 'Customer', {}],
  ['evangelist', 'Evangelist', {}],
  ['other', 'Other', {}],
];

/** A standard portal's pipelines, by object type id; the order pipeline's ids are the same in every portal seen. */
export const DEFAULT_PIPELINES: ReadonlyMap<string, readonly PipelineRow[]> = new Map([
  ['0-1', pipeline('contacts-lifecycle-pipeline', 'Lifecycle Stage Pipeline', LIFECYCLE)],
  ['0-2', pipeline('companies-lifecycle-pipeline', 'Lifecycle Stage Pipeline', LIFECYCLE)],
  [
    '0-3',
    pipeline('default', 'Sales Pipeline', [
      deal('appointmentscheduled', 'Appointment Scheduled', '0.2'),
      deal('qualifiedtobuy', 'Qualified To Buy', '0.4'),
      deal('presentationscheduled', 'Presentation Scheduled', '0.6'),
      deal('decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'),
      deal('contractsent', 'Contract Sent', '0.9'),
      deal('closedwon', 'Closed Won', '1.0'),
      deal('closedlost', 'Closed Lost', '0.0'),
    ]),
  ],
  [
    '0-5',
    pipeline('0', 'Support Pipeline', [
      ticket('1', 'New', 'OPEN'),
      ticket('2', 'Waiting on contact', 'OPEN'),
      ticket('3', 'Waiting on us', 'OPEN'),
      ticket('4', 'Closed', 'CLOSED'),
    ]),
  ],
  [
    '0-123',
    pipeline('14a2e10e-5471-408a-906e-c51f3b04369e', 'Order Pipeline', [
      order('4b27b500-f031-4927-9811-68a0b525cbae', 'Open', 'OPEN'),
      order('937ea84d-0a4f-4dcf-9028-3f9c2aafbf03', 'Processed', 'OPEN'),
      order('aa99e8d0-c1d5-4071-b915-d240bbb1aed9', 'Shipped', 'OPEN'),
      order('3725360f-519b-4b18-a593-494d60a29c9f', 'Delivered', 'CLOSED'),
      order('3c85a297-e9ce-400b-b42e-9f16853d69d6', 'Cancelled', 'CLOSED'),
    ]),
  ],
]);
