export type SpanKind = 'server' | 'client' | 'consumer';
export type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface Span {
  /** Adds what is known only later. */
  set(attributes: Attributes): void;
  rename(name: string): void;
}

/** Spans for OpenTelemetry. Whatever runs below `span` belongs to it; its trace is the one that the log names. */
export interface Tracing {
  span<T>(
    name: string,
    about: { readonly kind: SpanKind; readonly attributes?: Attributes },
    work: (span: Span) => Promise<T>,
  ): Promise<T>;
  /** Sends what is not sent yet. */
  close(): Promise<void>;
}

const silent: Span = { set: () => {}, rename: () => {} };

export const noTracing: Tracing = {
  span: (_name, _about, work) => work(silent),
  close: () => Promise.resolve(),
};
