import { Router, json, type Request, type Response } from 'express';
import { z } from 'zod';
import { installedApp, PERSON, placeOf, portalOf, type Place, type RecordPageDeps } from '../scene.ts';
import {
  answerAssociations,
  answerFormat,
  answerProperties,
  AssociationsRequest,
  FormatRequest,
  PropertiesRequest,
} from './crm-answers.ts';
import type { Caller } from './caller.ts';
import { crmDataAnswers } from './crm-data/answers.ts';
import { answerSearch, SearchRequest } from './crm-search.ts';
import { createFetchProxy } from './fetch-proxy.ts';
import { FetchFailure, FetchRequest } from './fetch-request.ts';
import { FunctionFailure, runFunction } from './function-runner.ts';

/** Every call of a card says from which record it comes; an app's page has none. */
const At = z.object({
  portalId: z.number().int(),
  objectTypeId: z.string().default(''),
  objectId: z.string().default(''),
});
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

type Handler = (caller: Caller, body: unknown) => unknown;

function recordOf({ place }: Caller): Place {
  if (!place) throw new CallRefused('The record is gone.');
  return place;
}

/** The record page's own endpoints: what the worker of a card asks for, and edits in the left sidebar. */
export function callRoutes(deps: RecordPageDeps): Router {
  const { crm } = deps;
  const router = Router();
  router.use(json({ limit: '7mb' }));
  const answer = (path: string, handle: Handler) =>
    router.post(path, async (request: Request, response: Response) => {
      try {
        const at = At.parse(request.body);
        const portal = portalOf(crm, String(at.portalId));
        if (!portal) throw new CallRefused('There is no such account.');
        const place = placeOf(deps, at.portalId, at.objectTypeId, at.objectId) ?? null;
        response.json({ answer: (await handle({ portal, place }, request.body)) ?? null });
      } catch (error) {
        sendError(response, error);
      }
    });
  answer('/crm/properties', (from, body) => answerProperties(deps, recordOf(from), PropertiesRequest.parse(body)));
  answer('/crm/associations', (from, body) =>
    answerAssociations(deps, recordOf(from), AssociationsRequest.parse(body)),
  );
  answer('/crm/search', (from, body) => answerSearch(deps, from, SearchRequest.parse(body)));
  answer('/crm/format', (from, body) => answerFormat(deps, from, FormatRequest.parse(body)));
  for (const [path, handle] of Object.entries(crmDataAnswers(deps)))
    answer(path, (from, body) => handle(recordOf(from), body));
  answer('/edit', (from, body) => edit(deps, recordOf(from), Edit.parse(body)));
  const proxy = createFetchProxy(deps.signingTime);
  answer('/fetch', async ({ portal }, body) => {
    const { appId, request } = FetchCall.parse(body);
    return proxy(appOf(deps, portal.portalId, appId), portal.portalId, request);
  });
  answer('/function', async (from, body) => callFunction(deps, from, FunctionCall.parse(body)));
  return router;
}

function appOf(deps: RecordPageDeps, portalId: number, appId: number) {
  const app = installedApp(deps, portalId, appId);
  if (!app) throw new CallRefused('The app is not installed in this portal any more.');
  return app;
}

async function callFunction(deps: RecordPageDeps, from: Caller, call: z.infer<typeof FunctionCall>): Promise<unknown> {
  const app = appOf(deps, from.portal.portalId, call.appId);
  const { parameters = {}, propertiesToSend = [], payload } = call.options;
  const values = from.place ? propertiesFor(deps, from.place, propertiesToSend) : {};
  return runFunction(app, call.name, { parameters, propertiesToSend: values, event: { payload } });
}

const propertiesFor = (deps: RecordPageDeps, place: Place, names: string[]) =>
  answerProperties(deps, place, { names, options: { formattingOptions: {} } });

function edit(deps: RecordPageDeps, { portal, kind, record }: Place, { name, value }: z.infer<typeof Edit>): true {
  const result = deps.crm.update(portal.portalId, kind.objectTypeId, record.id, { [name]: value }, PERSON);
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
