import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, crmPaths, type Endpoint, NO_CONTENT, ok, typeOf } from '../http/endpoint.ts';
import { notFound } from '../http/errors.ts';
import { findProperty } from '../properties/catalog.ts';
import { readingSchema, writingSchema } from '../properties/scopes.ts';
import { requireArguments } from './arguments.ts';
import { ruleKey, type RuleRow, rulesOf, ruleTable, RuleType, ruleView } from './rules.ts';

const Update = z.object({
  ruleArguments: z.array(z.string()),
  shouldApplyNormalization: z.boolean().default(false),
});

const rules = (call: Call): RuleRow[] => [
  ...rulesOf(call.hub, call.portalId, typeOf(call, call.params['type'])).values(),
];

function propertyOf(call: Call): string {
  const name = call.params['name'] ?? '';
  if (!findProperty(call.hub.tables, call.portalId, typeOf(call, call.params['type']), name)) {
    throw notFound(`Property '${name}' does not exist`);
  }
  return name;
}

function ofType(call: Call): Answer {
  const byName = Map.groupBy(rules(call), (rule) => rule.propertyName);
  const results = [...byName].map(([propertyName, all]) => ({
    propertyName,
    propertyValidationRules: all.map(ruleView),
  }));
  return ok({ results });
}

function ofProperty(call: Call): Answer {
  const name = propertyOf(call);
  return ok({
    results: rules(call)
      .filter((rule) => rule.propertyName === name)
      .map(ruleView),
  });
}

function one(call: Call): Answer {
  const ruleType = parseBody(RuleType, call.params['ruleType']);
  const rule = rulesOf(call.hub, call.portalId, typeOf(call, call.params['type'])).get(
    ruleKey(propertyOf(call), ruleType),
  );
  if (!rule) throw notFound(`Property '${call.params['name']}' has no ${ruleType} rule`);
  return ok(ruleView(rule));
}

function put(call: Call): Answer {
  const propertyName = propertyOf(call);
  const ruleType = parseBody(RuleType, call.params['ruleType']);
  const update = parseBody(Update, call.body);
  requireArguments(ruleType, update.ruleArguments);
  const type = typeOf(call, call.params['type']);
  const rule: RuleRow = { propertyName, ruleType, ...update };
  call.hub.tables.put(ruleTable(call.portalId, type), ruleKey(propertyName, ruleType), rule);
  return NO_CONTENT;
}

const at = (rest: string): string[] => crmPaths('property-validations', `/:type${rest}`);

export const validationEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: at(''), scopes: readingSchema, run: ofType },
  { method: 'get', paths: at('/:name'), scopes: readingSchema, run: ofProperty },
  { method: 'get', paths: at('/:name/rule-type/:ruleType'), scopes: readingSchema, run: one },
  { method: 'put', paths: at('/:name/rule-type/:ruleType'), scopes: writingSchema, run: put },
];
