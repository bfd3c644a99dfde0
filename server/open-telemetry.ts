import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace, type Context, type Link } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { currentTrace, firstSpanId, inTrace, newTrace, type Trace } from './trace.ts';
import type { SpanKind as Kind, Tracing } from './tracing.ts';

export interface TelemetryOptions {
  /** Base address of the collector, as OTEL_EXPORTER_OTLP_ENDPOINT has it. */
  readonly endpoint: string;
  readonly serviceName: string;
  /** Share of the traces that is sent, from 0 to 1. It is decided by the id, so all processes decide alike. */
  readonly ratio: number;
}

const KINDS: Readonly<Record<Kind, SpanKind>> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
};

/**
 * Sends spans to an OpenTelemetry collector, as OTLP over HTTP in JSON. This file is loaded only when a collector is set:
 * the packages take 42 MB and a fifth of a second. Ids are those of the log, so the context manager of OpenTelemetry,
 * which would be a second one of its kind, is not used.
 */
export function openTelemetry({ endpoint, serviceName, ratio }: TelemetryOptions): Tracing {
  const next = { traceId: '', spanId: '' };
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': serviceName })),
    sampler: new TraceIdRatioBasedSampler(ratio),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
    // Starting a span asks for both ids at once, so what is set right before cannot be taken by another.
    idGenerator: { generateTraceId: () => next.traceId, generateSpanId: () => next.spanId },
  });
  const tracer = provider.getTracer('ledgerline');
  return {
    span(name, { kind, attributes = {} }, work) {
      const current = currentTrace() ?? newTrace();
      next.traceId = current.id;
      next.spanId = current.spanId === null ? firstSpanId(current.id) : newTrace().id.slice(0, 16);
      const links = current.causes.map(linkTo);
      const span = tracer.startSpan(name, { kind: KINDS[kind], attributes, links }, parentOf(current));
      const { spanId } = next;
      return inTrace({ ...current, spanId, causes: [] }, async () => {
        try {
          return await work({
            set: (more) => void span.setAttributes(more),
            rename: (better) => void span.updateName(better),
          });
        } catch (error) {
          // The message may hold what a record holds; the name says what kind of failure it is.
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'Error' });
          throw error;
        } finally {
          span.end();
        }
      });
    },
    close: () => provider.shutdown(),
  };
}

const linkTo = (id: string): Link => ({
  context: { traceId: id, spanId: firstSpanId(id), traceFlags: TraceFlags.SAMPLED },
});

function parentOf({ id, spanId }: Trace): Context {
  if (spanId === null) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId: id, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
}
