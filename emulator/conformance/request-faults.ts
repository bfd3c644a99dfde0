import type { Exchange } from './exchange.ts';
import type { Operation } from './operation.ts';
import type { Parameter } from './published-files.ts';
import type { Fault, Schemas } from './schemas.ts';
import { datedPath } from './dated-path.ts';

/** What a request has that the operation does not describe, or lacks of it. */
export function requestFaults(schemas: Schemas, operation: Operation, exchange: Exchange): Fault[] {
  const at = ['paths', operation.template, operation.method.toLowerCase()];
  const published = schemas.document(operation.file).paths[operation.template]![operation.method.toLowerCase()]!;
  const [path = '', query = ''] = exchange.url.split('?');
  const given = { path: pathValues(operation.template, path), query: queryValues(query) };
  const parameters = published.parameters ?? [];
  const ofParameters = parameters.flatMap((parameter, number) => {
    const values = given[parameter.in].get(parameter.name);
    const where = `${parameter.in}/${parameter.name}`;
    if (values === undefined) {
      return parameter.required ? [{ where, message: 'is required but missing', sample: exchange.url }] : [];
    }
    const schema = [...at, 'parameters', String(number), 'schema'];
    return schemas.faults(operation.file, schema, typed(parameter, values)).map((fault) => under(where, fault));
  });
  const known = new Set(parameters.filter((one) => one.in === 'query').map((one) => one.name));
  const unknown = [...given.query].filter(([name]) => !known.has(name));
  return [
    ...ofParameters,
    ...unknown.map(([name, sample]) => ({
      where: `query/${name}`,
      message: 'is a parameter that the file does not know',
      sample,
    })),
    ...bodyFaults(schemas, operation, exchange, at),
  ];
}

function bodyFaults(schemas: Schemas, operation: Operation, exchange: Exchange, at: readonly string[]): Fault[] {
  const published = schemas.document(operation.file).paths[operation.template]![operation.method.toLowerCase()]!;
  const types = Object.keys(published.requestBody?.content ?? {});
  const { requestBody: body } = exchange;
  const type = exchange.requestType?.split(';')[0];
  if (types.length === 0) {
    const empty = body === undefined || (typeof body === 'object' && Object.keys(body ?? {}).length === 0);
    return empty ? [] : [{ where: 'body', message: 'is sent where the file has none', sample: body }];
  }
  if (body === undefined) {
    return published.requestBody?.required ? [{ where: 'body', message: 'is required but missing', sample: null }] : [];
  }
  if (type === undefined || !types.includes(type)) {
    return [{ where: 'content-type', message: `is none of ${types.join(', ')}`, sample: type }];
  }
  // The files of an upload are not in the parsed body.
  if (type === 'multipart/form-data') return [];
  return schemas
    .faults(operation.file, [...at, 'requestBody', 'content', type, 'schema'], body)
    .map((fault) => under('body', fault));
}

export const under = (prefix: string, fault: Fault): Fault => ({ ...fault, where: `${prefix}${fault.where}` });

function pathValues(template: string, path: string): Map<string, string[]> {
  const given = datedPath(path).split('/');
  const names = template.split('/').map((segment) => /^\{(.*)\}$/.exec(segment)?.[1]);
  return new Map(
    names.flatMap((name, at) => (name === undefined ? [] : [[name, [decodeURIComponent(given[at] ?? '')]]])),
  );
}

function queryValues(query: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}

/** The text of an address as the type that its schema asks for; text that is none stays, and fails there. */
function typed({ schema }: Parameter, values: readonly string[]): unknown {
  const one = values[0] ?? '';
  if (schema['type'] === 'array') return values;
  if (schema['type'] === 'integer' || schema['type'] === 'number') return /^-?\d+$/.test(one) ? Number(one) : one;
  if (schema['type'] === 'boolean') return one === 'true' ? true : one === 'false' ? false : one;
  return one;
}
