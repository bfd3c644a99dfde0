/** Errors are named by what happens next. Anything that is none of these is a bug: the run stops and the job is kept. */

/** The system cannot take the call now. The caller tries the same thing again after `afterMs`. */
export class RetryLater extends Error {
  readonly afterMs: number;
  constructor(message: string, afterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RetryLater';
    this.afterMs = afterMs;
  }
}

/** Nothing works until a person changes a setting. `fix` is the sentence that says which. */
export class ConfigError extends Error {
  readonly fix: string;
  constructor(message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConfigError';
    this.fix = fix;
  }
}

/** One record cannot be written as it is. It is set aside with the reason; the others go on. */
export class RecordError extends Error {
  readonly record: { readonly object: string; readonly id: string | null };
  readonly reason: string;
  constructor(record: { object: string; id: string | null }, reason: string, options?: ErrorOptions) {
    super(`${record.object} ${record.id ?? '(new)'}: ${reason}`, options);
    this.name = 'RecordError';
    this.record = record;
    this.reason = reason;
  }
}
