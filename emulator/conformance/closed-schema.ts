import type { Document } from './published-files.ts';

type Node = Readonly<Record<string, unknown>>;

/**
 * A document whose objects take no field that it does not name, so that an invented field shows. The published files
 * never say `additionalProperties: false`. None of them joins schemas by `allOf`, which closing would break.
 */
export function closedDocument(document: Document): Document {
  const closed = walk(document) as Document;
  // HubDB's file refers to a schema that it does not have: nothing can be held against that.
  const missing = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name = '']) => name,
  );
  const schemas = { ...Object.fromEntries(missing.map((name) => [name, {}])), ...closed.components.schemas };
  return { ...closed, components: { ...closed.components, schemas } };
}

function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walk);
  if (typeof value !== 'object' || value === null) return value;
  const walked: Node = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
  if (!describesObject(walked)) return walked;
  return Object.keys(walked.properties).length > 0 ? { ...walked, additionalProperties: false } : anything(walked);
}

const describesObject = (value: Node): value is Node & { readonly properties: Node } =>
  value['type'] === 'object' &&
  value['additionalProperties'] === undefined &&
  value['oneOf'] === undefined &&
  typeof value['properties'] === 'object';

/** An object without any property is how the files write a value of any type: a cell of HubDB, a sub-category. */
const anything = ({ type: _type, properties: _properties, ...rest }: Node): Node => rest;
