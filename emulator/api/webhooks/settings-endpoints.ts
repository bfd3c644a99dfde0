import { z } from 'zod';
import type { App } from '../../projects.ts';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, NO_CONTENT, ok } from '../http/endpoint.ts';
import { notFound } from '../http/errors.ts';
import { iso } from '../objects/record.ts';
import { appOfPath, changeableAppOfPath, DEVELOPER, settingsPaths } from './app-call.ts';
import { SETTINGS_TABLE, settingsRow, type SettingsRow } from './configuration.ts';

/** The day from which the settings of a project's file are said to be: the file does not tell. */
export const PROJECT_DATE = Date.UTC(2026, 8, 1);

const TargetUrl = z.url({ protocol: /^https$/, error: 'must be a valid https address' });
const Change = z.object({
  targetUrl: TargetUrl,
  throttling: z.object({ maxConcurrentRequests: z.number().int().min(6, 'must be more than 5') }),
});

function viewOf(call: Call, app: App): Answer {
  const row = settingsRow(call.hub, app);
  const targetUrl = row ? row.targetUrl : app.webhooks?.targetUrl;
  if (!targetUrl) throw notFound(`There are no webhook settings for app ${app.registration.appId}.`);
  const maxConcurrentRequests = row?.maxConcurrentRequests ?? app.webhooks?.maxConcurrentRequests ?? 10;
  return ok({
    targetUrl,
    throttling: { maxConcurrentRequests },
    createdAt: iso(row?.createdAt ?? PROJECT_DATE),
    updatedAt: iso(row?.updatedAt ?? PROJECT_DATE),
  });
}

function put(call: Call, row: Pick<SettingsRow, 'targetUrl' | 'maxConcurrentRequests'>, app: App): void {
  const now = call.hub.clock.now();
  const createdAt = settingsRow(call.hub, app)?.createdAt ?? (app.webhooks ? PROJECT_DATE : now);
  const changed: SettingsRow = { ...row, createdAt, updatedAt: now };
  call.hub.tables.put(SETTINGS_TABLE, String(app.registration.appId), changed);
}

function change(call: Call): Answer {
  const app = changeableAppOfPath(call);
  const { targetUrl, throttling } = parseBody(Change, call.body);
  put(call, { targetUrl, ...throttling }, app);
  return viewOf(call, app);
}

/** Without a target nothing is sent; the subscriptions stay, and are told again once there is one. */
function clear(call: Call): Answer {
  put(call, { targetUrl: null, maxConcurrentRequests: 10 }, changeableAppOfPath(call));
  return NO_CONTENT;
}

const one = { paths: settingsPaths('/settings'), caller: 'app', budget: 'none' } as const;

export const settingsEndpoints: readonly Endpoint[] = [
  { ...one, method: 'get', scopes: () => DEVELOPER, run: (call) => viewOf(call, appOfPath(call)) },
  { ...one, method: 'put', scopes: () => DEVELOPER, run: change },
  { ...one, method: 'delete', scopes: () => DEVELOPER, run: clear },
];
