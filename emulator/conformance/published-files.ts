import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from './operation.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The emulator has no lists. */
const LEFT_OUT = ['lists.json'];

export const PUBLISHED_AT = 'HubSpot publishes them on GitHub: HubSpot/HubSpot-public-api-spec-collection';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface Content {
  readonly content?: Readonly<Record<string, object>>;
}

export interface PublishedOperation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, PublishedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** The folder that the variable names, or the one beside the repository; null when there is none. */
export function publishedFolder(named: string | undefined, root: string): string | null {
  const folder = named ?? join(root, '../shared/openapi');
  if (existsSync(folder)) return folder;
  if (named === undefined) return null;
  throw new Error(`HUBSPOT_OPENAPI names ${named}, which does not exist. ${PUBLISHED_AT}.`);
}

export const readDocument = (folder: string, file: string): Document =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Document;

/** Every operation that the emulator should serve. */
export function operationsIn(folder: string): Operation[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !LEFT_OUT.includes(file));
  return files.toSorted().flatMap((file) =>
    Object.entries(readDocument(folder, file).paths).flatMap(([template, methods]) =>
      Object.keys(methods)
        .filter((method) => METHODS.includes(method))
        .map((method) => ({ file, method: method.toUpperCase(), template })),
    ),
  );
}
