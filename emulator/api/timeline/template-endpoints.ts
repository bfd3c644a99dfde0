import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, type Endpoint, NO_CONTENT, ok } from '../http/endpoint.ts';
import { HubSpotError, invalid, notFound } from '../http/errors.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import { nextNumber } from '../store/counter.ts';
import { appOfPath } from '../webhooks/app-call.ts';
import {
  TemplateCreate,
  type TemplateRow,
  templatesOf,
  templateTable,
  TemplateUpdate,
  templateView,
  Token,
  type TokenRow,
  TokenUpdate,
  tokenView,
} from './template.ts';

const MOST_TEMPLATES = 750;
const FIRST_ID = 1_001_298;

const appIdOf = (call: Call): number => appOfPath(call).registration.appId;

const keep = (call: Call, row: TemplateRow): TemplateRow => {
  call.hub.tables.put(templateTable(appIdOf(call)), row.id, row);
  return row;
};

function templateOf(call: Call): TemplateRow {
  const id = call.params['templateId'] ?? '';
  const row = templatesOf(call.hub, appIdOf(call)).get(id);
  if (!row) throw notFound(`There is no event template ${id}`);
  return row;
}

const list = (call: Call): Answer =>
  ok({ results: [...templatesOf(call.hub, appIdOf(call)).values()].map(templateView) });

function create(call: Call): Answer {
  const body = parseBody(TemplateCreate, call.body);
  requireType(call, body.objectType);
  if (templatesOf(call.hub, appIdOf(call)).size >= MOST_TEMPLATES) {
    throw invalid(`An app can have at most ${MOST_TEMPLATES} event templates. Delete one first.`);
  }
  const now = call.hub.clock.now();
  const id = String(nextNumber(call.hub.tables, 'eventTemplates', FIRST_ID));
  const tokens = body.tokens.map((token) => ({ ...token, createdAt: now, updatedAt: now }));
  return created(templateView(keep(call, { ...body, id, tokens, createdAt: now, updatedAt: now })));
}

/** A template is the app's, which has no portal: any of HubSpot's types, or the id of a custom object. */
function requireType(call: Call, objectType: string): void {
  if (findTypeIn(call.hub, 0, objectType) || /^2-\d+$/.test(objectType)) return;
  throw invalid(`Unable to infer object type from: ${objectType}`);
}

/** Replaces name, templates and tokens; the tokens that stay keep their birthday. */
function update(call: Call): Answer {
  const before = templateOf(call);
  const body = parseBody(TemplateUpdate, call.body);
  const now = call.hub.clock.now();
  const tokens = body.tokens.map((token) => {
    const old = before.tokens.find(({ name }) => name === token.name);
    return { ...token, createdAt: old?.createdAt ?? now, updatedAt: now };
  });
  return ok(templateView(keep(call, { ...before, ...body, tokens, updatedAt: now })));
}

function remove(call: Call): Answer {
  call.hub.tables.remove(templateTable(appIdOf(call)), templateOf(call).id);
  return NO_CONTENT;
}

function withTokens(call: Call, before: TemplateRow, tokens: readonly TokenRow[]): void {
  keep(call, { ...before, tokens, updatedAt: call.hub.clock.now() });
}

function addToken(call: Call): Answer {
  const before = templateOf(call);
  const now = call.hub.clock.now();
  const token = { ...parseBody(Token, call.body), createdAt: now, updatedAt: now };
  if (before.tokens.some(({ name }) => name === token.name)) {
    throw new HubSpotError(409, 'CONFLICT', `The template has a token "${token.name}" already.`);
  }
  withTokens(call, before, [...before.tokens, token]);
  return ok(tokenView(token));
}

function tokenOf(call: Call, { tokens }: TemplateRow): TokenRow {
  const name = call.params['tokenName'] ?? '';
  const token = tokens.find((one) => one.name === name);
  if (!token) throw notFound(`The template has no token "${name}"`);
  return token;
}

function changeToken(call: Call): Answer {
  const before = templateOf(call);
  const old = tokenOf(call, before);
  const token = { ...old, ...parseBody(TokenUpdate, call.body), updatedAt: call.hub.clock.now() };
  withTokens(
    call,
    before,
    before.tokens.map((one) => (one === old ? token : one)),
  );
  return ok(tokenView(token));
}

function removeToken(call: Call): Answer {
  const before = templateOf(call);
  const old = tokenOf(call, before);
  withTokens(
    call,
    before,
    before.tokens.filter((one) => one !== old),
  );
  return NO_CONTENT;
}

/** The developer of an app defines what its events look like. */
const byDeveloper = (method: Endpoint['method'], rest: string, run: Endpoint['run']): Endpoint => ({
  method,
  paths: [`/integrators/timeline/v3/:appId/event-templates${rest}`],
  caller: 'app',
  budget: 'none',
  scopes: () => [],
  run,
});

export const templateEndpoints: readonly Endpoint[] = [
  byDeveloper('get', '', list),
  byDeveloper('post', '', create),
  byDeveloper('get', '/:templateId', (call) => ok(templateView(templateOf(call)))),
  byDeveloper('put', '/:templateId', update),
  byDeveloper('delete', '/:templateId', remove),
  byDeveloper('post', '/:templateId/tokens', addToken),
  byDeveloper('put', '/:templateId/tokens/:tokenName', changeToken),
  byDeveloper('delete', '/:templateId/tokens/:tokenName', removeToken),
];
