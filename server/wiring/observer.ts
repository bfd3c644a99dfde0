import type { Logger } from 'pino';
import { callKind } from '../connectors/hubspot/call-kind.ts';
import { NoAnswer, type Transport } from '../connectors/hubspot/transport.ts';
import type { Outcome } from '../engine/connector.ts';
import { ConfigError, RecordError, RetryLater } from '../engine/error.ts';
import type { WorkMetrics } from '../http/work-metrics.ts';
import type { ConnectorCall, Observer } from '../jobs/observer.ts';
import { currentTrace } from '../trace.ts';
import type { Tracing } from '../tracing.ts';

interface ObserverParts {
  readonly metrics: WorkMetrics;
  readonly tracing: Tracing;
  readonly log: Logger;
}

/** The work as it is seen from outside: counted, timed, traced, and each write a line in the log. */
export function createObserver({ metrics, tracing, log }: ObserverParts): Observer {
  return {
    call({ portalId, connector, kind }, work) {
      const attributes = { portalId, connector };
      return tracing.span(`${connector} ${kind}`, { kind: 'client', attributes }, async () => {
        const seconds = metrics.connectorSeconds.startTimer({ connector, kind });
        try {
          const result = await work();
          metrics.connectorCalls.inc({ connector, kind, outcome: 'done' });
          if (kind === 'write') tellWrites(result as readonly Outcome[], { portalId, connector }, { metrics, log });
          return result;
        } catch (error) {
          metrics.connectorCalls.inc({ connector, kind, outcome: errorKind(error) });
          throw error;
        } finally {
          seconds();
        }
      });
    },
    work(name, { portalId }, work) {
      return tracing.span(name, { kind: 'consumer', attributes: { portalId } }, async () => {
        const { causes = [] } = currentTrace() ?? {};
        if (causes.length > 0) log.info({ portalId, causes }, `${name} for several requests`);
        const seconds = metrics.workSeconds.startTimer({ work: name });
        try {
          return await work();
        } finally {
          seconds();
        }
      });
    },
    runEnded: (kind, state) => metrics.runs.inc({ kind, state }),
    failed: (error, where) => metrics.errors.inc({ kind: errorKind(error), where }),
  };
}

function tellWrites(
  outcomes: readonly Outcome[],
  { portalId, connector }: Pick<ConnectorCall, 'portalId' | 'connector'>,
  { metrics, log }: Pick<ObserverParts, 'metrics' | 'log'>,
): void {
  const counts: Record<Outcome['status'], number> = { done: 0, failed: 0, unknown: 0 };
  for (const { status } of outcomes) counts[status] += 1;
  for (const [outcome, count] of Object.entries(counts)) metrics.changes.inc({ connector, outcome }, count);
  log.info({ portalId, connector, ...counts }, `wrote to ${connector}`);
}

/** By what happens next; what is none of the named ones is a bug. */
export function errorKind(error: unknown): 'retry_later' | 'config' | 'record' | 'bug' {
  if (error instanceof RetryLater) return 'retry_later';
  if (error instanceof ConfigError) return 'config';
  return error instanceof RecordError ? 'record' : 'bug';
}

/** Every HTTP call of HubSpot, with what came back. */
export function observedTransport(transport: Transport, { metrics, tracing }: Omit<ObserverParts, 'log'>): Transport {
  return (request, accessToken) => {
    const kind = callKind(request);
    return tracing.span(`HubSpot ${kind}`, { kind: 'client', attributes: { method: request.method } }, async (span) => {
      const seconds = metrics.hubspotSeconds.startTimer({ kind });
      try {
        const answer = await transport(request, accessToken);
        span.set({ 'http.response.status_code': answer.status });
        metrics.hubspotCalls.inc({ kind, status: String(answer.status) });
        return answer;
      } catch (error) {
        if (error instanceof NoAnswer) metrics.hubspotCalls.inc({ kind, status: 'none' });
        throw error;
      } finally {
        seconds();
      }
    });
  };
}
