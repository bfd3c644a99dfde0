import { Router, json, type Request, type Response } from 'express';
import { z } from 'zod';
import { installedApp, placeOf, type Place, type RecordPageDeps } from '../scene.ts';
import {
  answerAssociations,
  answerFormat,
  answerProperties,
  answerSearch,
  AssociationsRequest,
  FormatRequest,
  PropertiesRequest,
  SearchRequest,
} from './crm-answers.ts';
import { createFetchProxy } from './fetch-proxy.ts';
import { FetchFailure, FetchRequest } from './fetch-request.ts';
import { FunctionFailure, runFunction } from './function-runner.ts';

/** Every call of a card says from which record it comes. */
const At = z.object({ portalId: z.number().int(), objectTypeId: z.string(), objectId: z.string() });
const FetchCall = z.object({ appId: z.number().int(), request: FetchRequest });
const FunctionCall = z.object({
  appId: z.number().int(),
  name: z.string(),
  options: z
    .object({
      parameters: z.unknown().optional(),
      propertiesToSend: z.array(z.string()).optional(),
      payload: z.unknown().optional(),
    })
    .default({}),
});
const Edit = z.object({ name: z.string(), value: z.string() });

/** Refused before the app's code was asked. */
class CallRefused extends Error {}

type Handler = (place: Place, body: unknown) => unknown;

/** The record page's own endpoints: what the worker of a card asks for, and edits in the left sidebar. */
export function callRoutes(deps: RecordPageDeps): Router {
  const { crm } = deps;
  const router = Router();
  router.use(json({ limit: '7mb' }));
  const answer = (path: string, handle: Handler) =>
    router.post(path, async (request: Request, response: Response) => {
      try {
        const at = At.parse(request.body);
        const place = placeOf(crm, at.portalId, at.objectTypeId, at.objectId);
        if (!place) throw new CallRefused('The record is gone.');
        response.json({ answer: (await handle(place, request.body)) ?? null });
      } catch (error) {
        sendError(response, error);
      }
    });
  answer('/crm/properties', (place, body) => answerProperties(crm, place, PropertiesRequest.parse(body)));
  answer('/crm/associations', (place, body) => answerAssociations(crm, place, AssociationsRequest.parse(body)));
  answer('/crm/search', (place, body) => answerSearch(crm, place, SearchRequest.parse(body)));
  answer('/crm/format', (place, body) => answerFormat(crm, place, FormatRequest.parse(body)));
  answer('/edit', (place, body) => edit(deps, place, Edit.parse(body)));
  const proxy = createFetchProxy(deps.now);
  answer('/fetch', async ({ portal }, body) => {
    const { appId, request } = FetchCall.parse(body);
    return proxy(appOf(deps, portal.portalId, appId), portal.portalId, request);
  });
  answer('/function', async (place, body) => callFunction(deps, place, FunctionCall.parse(body)));
  return router;
}

function appOf(deps: RecordPageDeps, portalId: number, appId: number) {
  const app = installedApp(deps, portalId, appId);
  if (!app) throw new CallRefused('The app is not installed in this portal any more.');
  return app;
}

async function callFunction(deps: RecordPageDeps, place: Place, call: z.infer<typeof FunctionCall>): Promise<unknown> {
  const app = appOf(deps, place.portal.portalId, call.appId);
  const { parameters = {}, propertiesToSend = [], payload } = call.options;
  const values = answerProperties(deps.crm, place, { names: propertiesToSend, options: {} });
  return runFunction(app, call.name, { parameters, propertiesToSend: values, event: { payload } });
}

function edit(deps: RecordPageDeps, { portal, kind, record }: Place, { name, value }: z.infer<typeof Edit>): true {
  const actor = { changeSource: 'CRM_UI', sourceId: 'userId:1' } as const;
  const result = deps.crm.update(portal.portalId, kind.objectTypeId, record.id, { [name]: value }, actor);
  if ('message' in result) throw new CallRefused(result.message);
  return true;
}

/** `detail` goes to the browser's console, `message` to the card or the person. */
function sendError(response: Response, error: unknown): void {
  if (error instanceof FetchFailure) response.status(error.status).json({ message: error.message });
  else if (error instanceof FunctionFailure)
    response.status(400).json({ message: error.message, detail: error.detail });
  else if (error instanceof z.ZodError) response.status(400).json({ message: z.prettifyError(error) });
  else response.status(400).json({ message: error instanceof Error ? error.message : String(error) });
}
