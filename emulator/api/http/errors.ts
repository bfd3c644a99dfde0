/** Detail of one fault inside HubSpot's error body. */
export interface ErrorDetail {
  readonly message: string;
  readonly code?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

interface ErrorParts {
  readonly subCategory?: string;
  readonly errors?: readonly ErrorDetail[];
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly links?: Readonly<Record<string, string>>;
}

/** An answer other than success, in HubSpot's error shape. */
export class HubSpotError extends Error {
  readonly status: number;
  readonly category: string;
  readonly parts: ErrorParts;

  constructor(status: number, category: string, message: string, parts: ErrorParts = {}) {
    super(message);
    this.name = 'HubSpotError';
    this.status = status;
    this.category = category;
    this.parts = parts;
  }

  body(correlationId: string): object {
    return { status: 'error', message: this.message, correlationId, ...this.parts, category: this.category };
  }
}

export const invalid = (message: string, parts: ErrorParts = {}): HubSpotError =>
  new HubSpotError(400, 'VALIDATION_ERROR', message, parts);

export const notFound = (message = 'resource not found'): HubSpotError =>
  new HubSpotError(404, 'OBJECT_NOT_FOUND', message);
