import { findObjectType } from '../api/objects/types.ts';
import { datedPath } from './dated-path.ts';
import type { Operation } from './operation.ts';

interface Entry {
  readonly operation: Operation;
  readonly segments: readonly string[];
}

/** Serves the object types that have no file of their own; the other one serves the portal's own types. */
const GENERIC = 'objects.json';
const CUSTOM = 'customObjects.json';
const OBJECTS = '/crm/objects/2026-03/';
const isParameter = (segment: string): boolean => segment.startsWith('{');

export interface OperationIndex {
  /** The operations of all files that describe this call. */
  matching(method: string, path: string): Operation[];
}

export function operationIndex(operations: readonly Operation[]): OperationIndex {
  const entries = Map.groupBy(
    operations.map((operation): Entry => ({ operation, segments: operation.template.split('/') })),
    ({ operation, segments }) => `${operation.method} ${segments.length}`,
  );
  const types = typesOfFiles(operations);
  return {
    matching(method, path) {
      const segments = spelledAsPublished(datedPath(path).split('/'), types);
      const fitting = (entries.get(`${method} ${segments.length}`) ?? []).filter(
        (entry) => fits(entry, segments) && (types.get(entry.operation.file) ?? segments[4]) === segments[4],
      );
      const best = [...Map.groupBy(fitting, ({ operation }) => operation.file).values()].map(mostExact);
      return withoutGeneric(best, segments[4] ?? '', types);
    },
  };
}

/** `contacts.json` -> `contacts`, `deals.json` -> `0-3`: how a file of one object type spells that type. */
function typesOfFiles(operations: readonly Operation[]): Map<string, string> {
  const types = new Map<string, string>();
  for (const { file, template } of operations) {
    const type = template.split('/')[4];
    if (template.startsWith(OBJECTS) && type !== undefined && !isParameter(type)) types.set(file, type);
  }
  return types;
}

/** HubSpot takes a type in many spellings; its files use one. */
function spelledAsPublished(segments: string[], types: ReadonlyMap<string, string>): string[] {
  if (!segments.join('/').startsWith(OBJECTS)) return segments;
  const type = findObjectType(segments[4] ?? '');
  const published = type && [...types.values()].find((spelling) => findObjectType(spelling) === type);
  return published === undefined ? segments : segments.with(4, published);
}

const fits = (entry: Entry, segments: readonly string[]): boolean =>
  entry.segments.every((wanted, at) => (isParameter(wanted) ? segments[at] !== '' : wanted === segments[at]));

/** OpenAPI: what is spelled out goes before what is a parameter. */
function mostExact(entries: readonly Entry[]): Operation {
  const rank = ({ segments }: Entry): string => segments.map((segment) => (isParameter(segment) ? '1' : '0')).join('');
  return entries.toSorted((a, b) => rank(a).localeCompare(rank(b)))[0]!.operation;
}

function withoutGeneric(found: readonly Operation[], type: string, types: ReadonlyMap<string, string>): Operation[] {
  const ofHubSpot = findObjectType(type) !== undefined;
  const ofType = found.some(({ file }) => types.has(file));
  return found.filter(({ file }) => {
    if (file === GENERIC) return ofHubSpot && !ofType;
    return file !== CUSTOM || !ofHubSpot;
  });
}
