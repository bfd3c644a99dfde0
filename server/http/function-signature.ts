import type { Request } from 'express';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { Secret } from '../secret.ts';

/** The body of an app function's call, if its Standard Webhooks signature is right and not older than five minutes. */
export function verifiedFunctionCall(secret: Secret, request: Request, body: Buffer): Record<string, unknown> | null {
  const header = (name: string) => request.get(name) ?? '';
  try {
    const payload = new Webhook(secret.reveal()).verify(body.toString('utf8'), {
      'webhook-id': header('webhook-id'),
      'webhook-timestamp': header('webhook-timestamp'),
      'webhook-signature': header('webhook-signature'),
    });
    return z.record(z.string(), z.unknown()).parse(payload);
  } catch {
    return null;
  }
}
