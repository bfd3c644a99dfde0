import { createRemoteRoot, type RemoteChannel } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, retain, type MessageEndpoint } from '@remote-ui/rpc';
import * as React from 'react';
import type { AppPage, CardContext, FetchOptions, HostCalls, LogLevel, WorkerCalls } from './card/contract.ts';
import { FIRST_PAGE } from './card/framed.ts';
import { createPropertyWatch } from './card/property-watch.ts';

/**
 * Runs inside a classic worker and offers what HubSpot's extension worker offers: the globals that
 * `@hubspot/ui-extensions` reads when a bundle is evaluated. They must be there before the bundle is.
 */
interface CardApi {
  readonly context: CardContext;
  readonly actions: Readonly<Record<string, unknown>>;
  readonly runServerlessFunction: unknown;
}
type Render = (api: CardApi) => Parameters<ReturnType<typeof RemoteUI.createRoot>['render']>[0];
interface CardScope extends MessageEndpoint {
  importScripts(url: string): void;
  [name: string]: unknown;
}

const scope = globalThis as unknown as CardScope;
const endpoint = createEndpoint<HostCalls>(scope);
const host = endpoint.call as unknown as HostCalls;
const watch = createPropertyWatch(host);
const started: { api?: CardApi; render?: Render } = {};
const location: { page: AppPage; readonly listeners: Set<() => void> } = { page: FIRST_PAGE, listeners: new Set() };

function goTo(page: AppPage): void {
  location.page = page;
  for (const listener of location.listeners) listener();
}

/** The app's page router draws anew when the reader goes elsewhere. */
const useAppPageLocation = (): AppPage =>
  React.useSyncExternalStore(
    (listener) => {
      location.listeners.add(listener);
      return () => void location.listeners.delete(listener);
    },
    () => location.page,
  );

function api(): CardApi {
  if (!started.api) throw new Error('The card asked for its context before it was started.');
  return started.api;
}

/** The SDK reads every answer of the host as it would read a `Response`. */
const asResponse = async (answer: Promise<unknown>, more: object = {}) => {
  const data = await answer
    .then((found) => ({ data: found, ...more }))
    .catch((error: unknown) => ({ error: String(error) }));
  return { json: () => Promise.resolve(data) };
};

Object.assign(scope, {
  React,
  RemoteUI,
  __HUBSPOT_EXTENSION_WORKER__: true,
  extend_V2: (render: Render) => {
    started.render = render;
  },
  serverless: (name: string, options: unknown = {}) => host.serverless(name, options),
  hsFetch,
  logger: Object.fromEntries(
    (['debug', 'info', 'warn', 'error'] as const).map((level: LogLevel) => [
      level,
      (text: unknown) => host.log(level, typeof text === 'string' ? text : JSON.stringify(text)),
    ]),
  ),
  hsWorkerAPI: {
    useExtensionContext: () => api().context,
    useExtensionActions: () => api().actions,
    useExtensionApi: api,
    useAppPageLocation,
    fetchCrmProperties: (names: string[], onUpdate: (values: unknown) => void, options: unknown) =>
      asResponse(host.crmProperties(names, options), { cleanup: watch.add(names, options, onUpdate) }),
    fetchAssociations: (request: unknown, options: unknown) => asResponse(host.crmAssociations(request, options)),
    fetchCrmSearch: (request: unknown, options: unknown) => asResponse(host.crmSearch(request, options)),
    formatCrmProperties: (request: unknown) =>
      host.crmFormat(request).then((list) => ({ json: () => Promise.resolve(list) })),
    fetchHubSpotApi: () => Promise.reject(new Error('fetchHubSpotApi is experimental and not emulated.')),
  },
});

async function hsFetch(url: string | URL, options: FetchOptions & { headers?: unknown } = {}): Promise<Response> {
  const { headers } = options;
  const plain = headers instanceof Headers ? Object.fromEntries(headers) : (headers ?? {});
  const answer = await host.hsFetch(String(url), { ...options, headers: plain });
  // The constructor refuses a body, even an empty one, with these.
  const body = [204, 205, 304].includes(answer.status) ? null : answer.body;
  return new Response(body, { status: answer.status, headers: answer.headers });
}

/** `runServerlessFunction` is the older form of `hubspot.serverless`: it resolves with a status instead of rejecting. */
async function runServerlessFunction({ name, ...options }: { name: string }): Promise<unknown> {
  try {
    return { status: 'SUCCESS', response: await host.serverless(name, options) };
  } catch (error) {
    return { status: 'ERROR', message: error instanceof Error ? error.message : String(error) };
  }
}

const calls: WorkerCalls = {
  async load(bundle, context, channel, actions, page) {
    goTo(page);
    // RPC releases a function when the call that brought it ends, unless it is retained.
    retain(channel);
    retain(actions);
    started.api = { context, actions: { ...actions, ...ownActions() }, runServerlessFunction };
    scope.importScripts(bundle);
    if (!started.render) throw new Error('The bundle never called hubspot.extend().');
    const root = createRemoteRoot(channel as RemoteChannel);
    RemoteUI.createRoot(root).render(started.render(started.api));
    await root.mount();
  },
  recordChanged: () => watch.check(),
  pageChanged: goTo,
};

/** Actions about properties, answered here because only the worker knows the card's callbacks. */
function ownActions(): Record<string, unknown> {
  return {
    fetchCrmObjectProperties: (names: string[] | '*') => host.crmProperties(names, {}),
    onCrmPropertiesUpdate: (names: string[] | '*', callback: (values: unknown) => void) =>
      watch.add(names, {}, callback),
  };
}

endpoint.expose(calls as unknown as Record<string, (...values: never[]) => unknown>);
