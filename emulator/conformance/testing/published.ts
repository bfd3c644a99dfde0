/** Files in the form of HubSpot's, small enough to plant faults against. */
const text = { type: 'string' };
const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const parameter = (name: string): object => ({ name, in: 'path', required: true, schema: text });
const answers = (responses: object): object => ({ ...responses, default: reference('Error') });

const schemas = {
  Error: {
    type: 'object',
    required: ['category', 'message'],
    properties: { category: text, message: text },
  },
  Record: {
    type: 'object',
    required: ['createdAt', 'id', 'properties'],
    properties: {
      id: text,
      createdAt: { type: 'string', format: 'date-time' },
      properties: { type: 'object', additionalProperties: text },
    },
  },
  Input: {
    type: 'object',
    required: ['properties'],
    properties: { properties: { type: 'object', additionalProperties: text } },
  },
  Active: {
    type: 'object',
    required: ['active', 'eventType'],
    properties: {
      active: { type: 'boolean' },
      eventType: text,
      any: { type: 'object', properties: {} },
      missing: reference('Missing'),
    },
  },
  Other: {
    type: 'object',
    required: ['filter', 'name'],
    properties: { filter: text, name: text },
  },
  Choice: { type: 'object', oneOf: [reference('Other'), reference('Active')] },
};

const get = (id: string): object => ({
  parameters: [parameter(id), { name: 'archived', in: 'query', schema: { type: 'boolean' } }],
  responses: answers({ 200: json(reference('Record')) }),
});

const file = (paths: object): object => ({ openapi: '3.0.1', paths, components: { schemas } });

export const CONTACTS = file({
  '/crm/objects/2026-03/contacts': {
    post: {
      requestBody: { required: true, ...json(reference('Input')) },
      responses: answers({ 201: json(reference('Record')) }),
    },
  },
  '/crm/objects/2026-03/contacts/{contactId}': {
    get: get('contactId'),
    delete: { parameters: [parameter('contactId')], responses: answers({ 204: {} }) },
  },
});

export const OBJECTS = file({
  '/crm/objects/2026-03/{objectType}': { get: { responses: answers({ 200: json({ type: 'object' }) }) } },
  '/crm/objects/2026-03/{objectType}/{objectId}': { get: get('objectId') },
});

export const WEBHOOKS = file({
  '/webhooks/2026-03/{appId}/subscriptions': {
    post: {
      requestBody: { required: true, ...json(reference('Choice')) },
      responses: answers({ 201: json({ type: 'object', properties: {} }) }),
    },
  },
});
