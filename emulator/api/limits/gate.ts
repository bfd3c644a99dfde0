import type { Response } from 'express';
import type { Hub } from '../hub.ts';
import type { Principal } from '../oauth/tokens.ts';

const TEN_SECONDS = 10_000;
const DAY = 86_400_000;

interface Policy {
  readonly policyName: string;
  readonly message: string;
  readonly groupName: string;
}

/** Lets a call through, or answers 429 in HubSpot's words. The portal's own token is not limited. */
export function withinLimits(hub: Hub, principal: Principal, search: boolean, response: Response): boolean {
  if (!principal.app) return true;
  const exceeded = search ? searchPolicy(hub, principal) : appPolicy(hub, principal, response);
  if (!exceeded) return true;
  const correlationId = hub.randomId();
  response.status(429).json({
    status: 'error',
    message: exceeded.message,
    errorType: 'RATE_LIMIT',
    correlationId,
    category: 'RATE_LIMITS',
    policyName: exceeded.policyName,
    groupName: exceeded.groupName,
    requestId: correlationId,
  });
  return false;
}

/** All apps of a portal share its searches; the answers carry no limit headers. */
function searchPolicy(hub: Hub, { portalId }: Principal): Policy | null {
  const { allowed } = hub.limiters.take(`search/${portalId}`, hub.settings.searchesPerSecond, 1000);
  if (allowed) return null;
  return {
    policyName: 'SECONDLY',
    message: 'You have reached your secondly limit.',
    groupName: `search:portal-secondly:${portalId}`,
  };
}

function appPolicy(hub: Hub, { portalId, app }: Principal, response: Response): Policy | null {
  const appId = app?.registration.appId ?? 0;
  const oauth = app?.auth === 'oauth';
  const max = oauth ? hub.settings.oauthPer10Seconds : hub.settings.staticPer10Seconds;
  const burst = hub.limiters.take(`app/${appId}/${portalId}`, max, TEN_SECONDS);
  response.setHeader('X-HubSpot-RateLimit-Interval-Milliseconds', String(TEN_SECONDS));
  response.setHeader('X-HubSpot-RateLimit-Max', String(max));
  response.setHeader('X-HubSpot-RateLimit-Remaining', String(burst.remaining));
  const kind = oauth ? 'oauth_app' : 'private_app';
  if (!burst.allowed) {
    return {
      policyName: 'TEN_SECONDLY_ROLLING',
      message: 'You have reached your ten_secondly_rolling limit.',
      groupName: `publicapi:${kind}-api-calls-ten-secondly:${appId}`,
    };
  }
  return oauth ? null : dailyPolicy(hub, portalId, response);
}

/** The day is a rolling one here; HubSpot's turns over at midnight in the portal's time zone. */
function dailyPolicy(hub: Hub, portalId: number, response: Response): Policy | null {
  const max = hub.settings.staticPerDay;
  const daily = hub.limiters.take(`day/${portalId}`, max, DAY);
  response.setHeader('X-HubSpot-RateLimit-Daily', String(max));
  response.setHeader('X-HubSpot-RateLimit-Daily-Remaining', String(daily.remaining));
  if (daily.allowed) return null;
  return {
    policyName: 'DAILY',
    message: 'You have reached your daily limit.',
    groupName: `publicapi:private_app-api-calls-daily:${portalId}`,
  };
}
