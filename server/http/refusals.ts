import { isIPv6 } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { answerError } from './error-answer.ts';

export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

/** Who is refused so often is refused without a word in the log. */
const REFUSALS: Limit = { points: 60, seconds: 60 };
/** A person needs three for an install, and an office is behind one address. */
const PAGES: Limit = { points: 60, seconds: 60 };

export interface RateLimits {
  /**
   * Counts a request that did not show who it is from. True: it was answered with 429, and nothing more is to be said. Only
   * those are counted, after their signature was looked at: HubSpot's own are never held up, though they come from the
   * same proxy as a stranger's.
   */
  refused(request: Request, response: Response): Promise<boolean>;
  /** For pages that anybody may open, and that make us call HubSpot. */
  readonly pages: RequestHandler;
}

/** By address, in this process; behind a proxy it is the client's own only with LEDGERLINE_TRUSTED_PROXIES. */
export function createRateLimits(limits: { readonly refusals?: Limit; readonly pages?: Limit } = {}): RateLimits {
  const refusals = limiterOf(limits.refusals ?? REFUSALS);
  const pages = limiterOf(limits.pages ?? PAGES);
  return {
    refused: (request, response) => isOver(refusals, request, response),
    pages: async (request, response, next) => {
      if (!(await isOver(pages, request, response))) next();
    },
  };
}

const limiterOf = ({ points, seconds }: Limit): RateLimiterMemory =>
  new RateLimiterMemory({ points, duration: seconds });

async function isOver(limiter: RateLimiterMemory, request: Request, response: Response): Promise<boolean> {
  try {
    await limiter.consume(clientOf(request.ip ?? ''));
    return false;
  } catch (over) {
    if (!(over instanceof RateLimiterRes)) throw over;
    response.set('retry-after', String(Math.max(1, Math.ceil(over.msBeforeNext / 1000))));
    answerError(response, 429, 'too_many', 'There were too many such requests from this address. Wait a minute.');
    return true;
  }
}

/** Whoever has an IPv6 address has a whole /64 of them. */
function clientOf(address: string): string {
  if (!isIPv6(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4' ? parsed.toString() : parsed.toByteArray().slice(0, 8).join('.');
}
