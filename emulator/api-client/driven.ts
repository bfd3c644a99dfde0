import type { Client } from '@hubspot/api-client';
import { AREAS, type Area } from './areas.ts';

/** `crm.contacts.basicApi` -> its operations. */
export type Apis = ReadonlyMap<string, readonly string[]>;

const isOwn = (name: string): boolean => !name.startsWith('_') && !['constructor', 'config', 'init'].includes(name);
/** Each operation has a twin that answers the raw response; the operation itself goes through it. */
const isOperation = (name: string): boolean => isOwn(name) && !name.endsWith('WithHttpInfo');

/** Everything that the client can call, found by walking over it. */
export function apisOf(client: Client): Apis {
  const apis = new Map<string, string[]>();
  const walk = (value: object, path: string): void => {
    for (const name of membersOf(value)) {
      const member = (value as Record<string, unknown>)[name];
      if (typeof member === 'function' && isOperation(name)) apis.set(path, [...(apis.get(path) ?? []), name]);
      if (typeof member === 'object' && member !== null && !isApi(path)) walk(member, path ? `${path}.${name}` : name);
    }
  };
  const areas = membersOf(client).filter((name) => typeof (client as never)[name] === 'object');
  for (const name of areas) walk((client as never)[name], name);
  return apis;
}

const isApi = (path: string): boolean => path.endsWith('Api');

/** Own ones, and those of the classes behind. */
function membersOf(value: object): string[] {
  const names = new Set<string>();
  for (let at = value; at !== Object.prototype && at !== null; at = Object.getPrototypeOf(at) as object) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return [...names].filter(isOwn).toSorted();
}

export interface Driven {
  /** HubSpot's client as it is; what is called through here is remembered. */
  readonly client: Client;
  missing(area: Area): string[];
}

export function driven(client: Client): Driven {
  const called = new Set<string>();
  const watched = <Value extends object>(value: Value, path: string): Value =>
    new Proxy(value, {
      get(target, name) {
        const member = Reflect.get(target, name) as unknown;
        const there = path ? `${path}.${String(name)}` : String(name);
        if (typeof member === 'function') {
          return (...parts: unknown[]) => {
            called.add(there);
            return (member as (...parts: unknown[]) => unknown).apply(target, parts);
          };
        }
        return typeof member === 'object' && member !== null ? watched(member, there) : member;
      },
    });
  return {
    client: watched(client, ''),
    missing: (area) =>
      [...apisOf(client)]
        .filter(([path]) => AREAS[area].test(path))
        .flatMap(([path, names]) => names.map((name) => `${path}.${name}`))
        .filter((operation) => !called.has(operation)),
  };
}
