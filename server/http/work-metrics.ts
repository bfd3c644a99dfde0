import { Counter, Histogram, type Registry } from 'prom-client';

/** What the workers do, and what they and the doors ask of the systems. */
export interface WorkMetrics {
  readonly connectorCalls: Counter<'connector' | 'kind' | 'outcome'>;
  readonly connectorSeconds: Histogram<'connector' | 'kind'>;
  readonly changes: Counter<'connector' | 'outcome'>;
  readonly hubspotCalls: Counter<'kind' | 'status'>;
  readonly hubspotSeconds: Histogram<'kind'>;
  /** How long callers waited for a request of HubSpot's limit. */
  readonly budgetSeconds: Histogram<'priority'>;
  readonly workSeconds: Histogram<'work'>;
  readonly runs: Counter<'kind' | 'state'>;
  readonly errors: Counter<'kind' | 'where'>;
  readonly tokens: Counter<'outcome'>;
}

const CALL_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 110];

export function createWorkMetrics(registry: Registry): WorkMetrics {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Counter<Label> =>
    new Counter({ name: `ledgerline_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Histogram<Label> =>
    new Histogram({ name: `ledgerline_${name}`, help, labelNames, buckets: CALL_SECONDS, registers });
  return {
    connectorCalls: counter(
      'connector_calls_total',
      'Calls of the connectors, by method and outcome.',
      'connector',
      'kind',
      'outcome',
    ),
    connectorSeconds: histogram(
      'connector_call_seconds',
      'How long they took, waiting for the budget included.',
      'connector',
      'kind',
    ),
    changes: counter(
      'changes_written_total',
      'Changes handed to a system, by what became of them.',
      'connector',
      'outcome',
    ),
    hubspotCalls: counter('hubspot_calls_total', 'HTTP calls of HubSpot, by kind and status.', 'kind', 'status'),
    hubspotSeconds: histogram('hubspot_call_seconds', 'How long HubSpot took to answer.', 'kind'),
    budgetSeconds: histogram(
      'budget_wait_seconds',
      "How long a call waited for its turn within HubSpot's limit.",
      'priority',
    ),
    workSeconds: histogram('work_seconds', 'How long a piece of work on a portal took.', 'work'),
    runs: counter('runs_total', 'Runs that ended, by kind and state.', 'kind', 'state'),
    errors: counter('errors_total', 'Failures by what happens next, and where they came up.', 'kind', 'where'),
    tokens: counter(
      'token_renewals_total',
      'Renewals of access tokens: renewed, failed (tried again) or ended (the install).',
      'outcome',
    ),
  };
}
