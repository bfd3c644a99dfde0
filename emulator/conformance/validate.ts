import { datedPath } from './dated-path.ts';
import type { Exchange, Mismatch } from './exchange.ts';
import { nameOf, type Operation } from './operation.ts';
import { operationIndex } from './operation-index.ts';
import { requestFaults } from './request-faults.ts';
import { responseFaults } from './response-faults.ts';
import { type Fault, schemasIn } from './schemas.ts';

export interface Verdict {
  readonly operations: readonly Operation[];
  readonly mismatches: readonly Mismatch[];
}

/** Holds exchanges against the published files of a folder. */
export function validatorOver(folder: string, operations: readonly Operation[]): (exchange: Exchange) => Verdict {
  const index = operationIndex(operations);
  const schemas = schemasIn(folder);
  return (exchange) => {
    const path = exchange.url.split('?')[0] ?? '';
    const found = index.matching(exchange.method, path);
    const called = calledPath(path);
    const mismatch = (side: Mismatch['side'], operation: Operation | null, fault: Fault): Mismatch => ({
      operation: operation ? nameOf(operation) : nameOf({ method: exchange.method, template: datedPath(called) }),
      file: operation?.file ?? null,
      called: `${exchange.method} ${called}`,
      side,
      where: fault.where,
      message: fault.message,
      sample: (JSON.stringify(fault.sample) ?? 'undefined').slice(0, 200),
    });
    if (found.length === 0) {
      const unknown = { where: 'operation', message: 'is in none of the files', sample: exchange.status };
      return { operations: [], mismatches: exchange.status >= 400 ? [] : [mismatch('request', null, unknown)] };
    }
    const mismatches = found.flatMap((operation) => [
      // What HubSpot refuses may be wrong in any way: tests send bad requests on purpose.
      ...(exchange.status < 400 ? requestFaults(schemas, operation, exchange) : []).map((fault) =>
        mismatch('request', operation, fault),
      ),
      ...responseFaults(schemas, operation, exchange).map((fault) => mismatch('response', operation, fault)),
    ]);
    return { operations: found, mismatches };
  };
}

/** Ids and tokens would make every call a kind of its own. */
const calledPath = (path: string): string =>
  path
    .split('/')
    .map((part) => (/^(2-)?\d+$|[0-9a-f-]{16,}/.test(part) ? '{}' : part))
    .join('/');
