import type { Response } from 'express';
import type { Hub } from '../hub.ts';

const MESSAGES = {
  DAILY: 'You have reached your daily limit.',
  TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
  SECONDLY: 'You have reached your secondly limit.',
} as const;

/** A limit that a call would have broken. */
export interface Exceeded {
  readonly policyName: keyof typeof MESSAGES;
  readonly groupName: string;
  readonly freeAt: number;
}

/** HubSpot's body of a 429; clients should go by the status, because the older and the dated APIs differ in the rest. */
export function rateLimitBody(exceeded: Pick<Exceeded, 'policyName' | 'groupName'>, correlationId: string): object {
  return {
    status: 'error',
    message: MESSAGES[exceeded.policyName],
    errorType: 'RATE_LIMIT',
    correlationId,
    category: 'RATE_LIMITS',
    policyName: exceeded.policyName,
    groupName: exceeded.groupName,
    requestId: correlationId,
  };
}

export function refuse(hub: Hub, exceeded: Exceeded, response: Response): void {
  if (hub.settings.retryAfterOn429) {
    const seconds = Math.max(1, Math.ceil((exceeded.freeAt - hub.clock.now()) / 1000));
    response.setHeader('Retry-After', String(seconds));
  }
  response.status(429).json(rateLimitBody(exceeded, hub.random.uuid()));
}
