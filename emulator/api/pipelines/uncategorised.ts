import { HubSpotError } from '../http/errors.ts';

/** A few of HubSpot's older refusals of pipelines come without a category. */
export class UncategorisedError extends HubSpotError {
  constructor(status: number, message: string) {
    super(status, 'VALIDATION_ERROR', message);
    this.name = 'UncategorisedError';
  }

  override body(correlationId: string): object {
    return { status: 'error', message: this.message, correlationId };
  }
}
