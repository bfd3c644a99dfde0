import type { Exchange } from './exchange.ts';
import type { Operation } from './operation.ts';
import { under } from './request-faults.ts';
import type { Fault, Schemas } from './schemas.ts';

/** What an answer has that the operation does not describe, or lacks of it. */
export function responseFaults(schemas: Schemas, operation: Operation, exchange: Exchange): Fault[] {
  if (exchange.status >= 400) return errorFaults(schemas, operation, exchange);
  const at = ['paths', operation.template, operation.method.toLowerCase(), 'responses'];
  const { responses } = schemas.document(operation.file).paths[operation.template]![operation.method.toLowerCase()]!;
  const successes = Object.keys(responses).filter((status) => status.startsWith('2'));
  // The files leave some answers out altogether (exports, journal files): nothing to hold against.
  if (successes.length === 0) return [];
  const status = String(exchange.status);
  if (!successes.includes(status)) {
    return [{ where: 'status', message: `is none of ${successes.join(', ')}`, sample: exchange.status }];
  }
  const types = Object.keys(responses[status]?.content ?? {});
  if (types.length === 0) {
    const body = exchange.responseBody.toString();
    return body === '' ? [] : [{ where: 'body', message: 'is sent where the file has none', sample: body }];
  }
  const type = exchange.responseType?.split(';')[0] ?? 'none';
  if (!types.includes(type)) {
    return [{ where: 'content-type', message: `is none of ${types.join(', ')}`, sample: type }];
  }
  const parsed = parsedBody(exchange);
  if ('fault' in parsed) return [parsed.fault];
  return schemas
    .faults(operation.file, [...at, status, 'content', type, 'schema'], parsed.value)
    .map((fault) => under('body', fault));
}

/** Every operation has the one error shape as its `default` answer. */
function errorFaults(schemas: Schemas, operation: Operation, exchange: Exchange): Fault[] {
  const parsed = parsedBody(exchange);
  if ('fault' in parsed) return [parsed.fault];
  return schemas
    .faults(operation.file, ['components', 'schemas', 'Error'], parsed.value)
    .map((fault) => under('error', fault));
}

function parsedBody({ responseBody }: Exchange): { value: unknown } | { fault: Fault } {
  const text = responseBody.toString();
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { fault: { where: 'body', message: 'is not JSON', sample: text } };
  }
}
