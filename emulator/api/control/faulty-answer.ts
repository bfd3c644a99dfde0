import type { Response } from 'express';
import { HubSpotError } from '../http/errors.ts';
import { rateLimitBody } from '../limits/refusal.ts';
import type { Fault } from './fault.ts';

interface Wording {
  readonly category: string;
  readonly message?: string;
}

const WORDINGS: Readonly<Record<number, Wording>> = {
  401: {
    category: 'EXPIRED_AUTHENTICATION',
    message: 'The OAuth token used to make this call expired 0 second(s) ago.',
  },
  403: { category: 'MISSING_SCOPES' },
  404: { category: 'OBJECT_NOT_FOUND', message: 'resource not found' },
  409: { category: 'CONFLICT' },
  423: { category: 'LOCKED' },
  477: { category: 'MIGRATION_IN_PROGRESS' },
};

/** What a fault with a `status` answers: HubSpot's body, or the page of Cloudflare, which stands before HubSpot. */
export function faultyAnswer(fault: Fault, status: number, correlationId: string): (response: Response) => void {
  return (response) => {
    for (const name of response.getHeaderNames()) {
      if (/^(content-|etag|location)/.test(name)) response.removeHeader(name);
    }
    if (fault.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter));
    response.status(status);
    if (status >= 520 && status <= 530) response.type('html').send(cloudflarePage(status));
    else response.json(bodyOf(fault, status, correlationId));
  };
}

function bodyOf(fault: Fault, status: number, correlationId: string): object {
  if (status === 429) {
    const policyName = fault.policyName ?? 'TEN_SECONDLY_ROLLING';
    return rateLimitBody({ policyName, groupName: 'emulator:fault' }, correlationId);
  }
  const { category, message = `The emulator was told to answer ${status}.` } = WORDINGS[status] ?? {
    category: 'INTERNAL_ERROR',
  };
  return new HubSpotError(status, category, message).body(correlationId);
}

const cloudflarePage = (status: number): string =>
  `<!doctype html><html lang="en"><head><title>api.hubapi.com | ${status}</title></head>` +
  `<body><h1>Error ${status}</h1><p>Cloudflare. The emulator was told to answer ${status}.</p></body></html>`;
