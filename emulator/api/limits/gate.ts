import type { Response } from 'express';
import type { App } from '../../projects.ts';
import type { Budget } from '../http/endpoint.ts';
import type { Hub } from '../hub.ts';
import type { Principal } from '../oauth/tokens.ts';
import { dailyKey, figuresOf, timeZoneOf } from './figures.ts';
import { type Exceeded, refuse } from './refusal.ts';

const TEN_SECONDS = 10_000;
const SECOND = 1000;

interface Caller {
  readonly hub: Hub;
  readonly portalId: number;
  readonly app: App;
  readonly response: Response;
}

/** Lets a call through, or answers 429 in HubSpot's words. The portal's own token is not limited. */
export function withinLimits(hub: Hub, principal: Principal, budget: Budget, response: Response): boolean {
  const { app, portalId } = principal;
  if (!app) return true;
  const exceeded = BUDGETS[budget]({ hub, portalId, app, response });
  if (exceeded) refuse(hub, exceeded, response);
  return !exceeded;
}

const BUDGETS: Readonly<Record<Budget, (caller: Caller) => Exceeded | null>> = {
  app: ofApp,
  search: ofSearch,
  associations: ofAssociations,
  journal: ofJournal,
  none: () => null,
};

/** All apps of a portal share its searches, which count against nothing else; their answers carry no limit headers. */
function ofSearch({ hub, portalId }: Caller): Exceeded | null {
  const { allowed, freeAt } = hub.limiters.take(`search/${portalId}`, hub.settings.searchesPerSecond, SECOND);
  return allowed ? null : { policyName: 'SECONDLY', groupName: `search:portal-secondly:${portalId}`, freeAt };
}

function ofJournal({ hub, app }: Caller): Exceeded | null {
  const { appId } = app.registration;
  const { allowed, freeAt } = hub.limiters.take(`journal/${appId}`, hub.settings.journalPerSecond, SECOND);
  return allowed ? null : { policyName: 'SECONDLY', groupName: `webhooks-journal:app-secondly:${appId}`, freeAt };
}

/** An OAuth app has its own 10 s in every portal, and no day; the private apps of a portal share its day. */
function ofApp(caller: Caller): Exceeded | null {
  const { hub, portalId, app } = caller;
  // A call of the app itself (its webhook settings) is of no portal, and no limit is documented for it.
  if (portalId === 0) return null;
  if (app.auth === 'oauth') return burst(caller, 'app', hub.settings.oauthPer10Seconds);
  const { per10Seconds, perDay } = figuresOf(hub, portalId);
  return burst(caller, 'app', per10Seconds) ?? daily(caller, dailyKey(portalId), perDay);
}

function ofAssociations(caller: Caller): Exceeded | null {
  const figures = figuresOf(caller.hub, caller.portalId);
  return (
    burst(caller, 'associations', figures.associationsPer10Seconds) ??
    daily(caller, `associationsDay/${caller.portalId}`, figures.associationsPerDay)
  );
}

function burst({ hub, portalId, app, response }: Caller, area: string, max: number): Exceeded | null {
  const { appId } = app.registration;
  const key = `${area}/${appId}/${portalId}`;
  const { allowed, remaining, freeAt } = hub.limiters.take(key, max, TEN_SECONDS);
  const perSecond = Math.floor(max / 10);
  response.setHeader('X-HubSpot-RateLimit-Interval-Milliseconds', String(TEN_SECONDS));
  response.setHeader('X-HubSpot-RateLimit-Max', String(max));
  response.setHeader('X-HubSpot-RateLimit-Remaining', String(remaining));
  // Deprecated: HubSpot still sends these two, and has not enforced them for years.
  response.setHeader('X-HubSpot-RateLimit-Secondly', String(perSecond));
  const left = Math.max(0, perSecond - hub.limiters.recent(key, SECOND));
  response.setHeader('X-HubSpot-RateLimit-Secondly-Remaining', String(left));
  if (allowed) return null;
  const kind = app.auth === 'oauth' ? 'oauth_app' : 'private_app';
  const groupName = `publicapi:${kind}-${area === 'app' ? 'api' : area}-calls-ten-secondly:${appId}`;
  return { policyName: 'TEN_SECONDLY_ROLLING', groupName, freeAt };
}

function daily({ hub, portalId, app, response }: Caller, key: string, max: number): Exceeded | null {
  const { allowed, remaining, freeAt } = hub.limiters.takeToday(key, max, timeZoneOf(hub, portalId));
  if (app.auth === 'static') {
    response.setHeader('X-HubSpot-RateLimit-Daily', String(max));
    response.setHeader('X-HubSpot-RateLimit-Daily-Remaining', String(remaining));
  }
  if (allowed) return null;
  return { policyName: 'DAILY', groupName: `publicapi:private_app-api-calls-daily:${portalId}`, freeAt };
}
