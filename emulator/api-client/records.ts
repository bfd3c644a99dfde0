import type { Client } from '@hubspot/api-client';

interface Written {
  readonly id: string;
  readonly properties: Record<string, string | null>;
  readonly createdAt: Date;
}

interface Input {
  readonly properties: Record<string, string>;
}

interface Created extends Input {
  associations: never[];
}

interface Batch<Result> {
  readonly status: string;
  readonly results: readonly Result[];
  readonly errors?: readonly { readonly category: string }[];
}

/** What the client's APIs of all object types have in common. */
export interface Records {
  readonly basicApi: {
    create(input: Created): Promise<Written>;
    update(id: string, input: Input): Promise<Written>;
    getById(id: string, properties?: string[]): Promise<Written>;
    getPage(limit?: number): Promise<{ readonly results: readonly Written[] }>;
    archive(id: string): Promise<void>;
  };
  readonly batchApi: {
    create(input: { inputs: (Created & { objectWriteTraceId: string })[] }): Promise<Batch<Written>>;
    read(input: {
      inputs: { id: string }[];
      properties: string[];
      propertiesWithHistory: string[];
    }): Promise<Batch<Written>>;
    update(input: { inputs: (Input & { id: string })[] }): Promise<Batch<Written>>;
    upsert(input: {
      inputs: (Input & { id: string; idProperty: string })[];
    }): Promise<Batch<Written & { readonly _new: boolean }>>;
    archive(input: { inputs: { id: string }[] }): Promise<void>;
  };
  readonly searchApi: {
    doSearch(input: Search): Promise<{ readonly total: number; readonly results: readonly Written[] }>;
  };
}

interface Search {
  filterGroups: { filters: { propertyName: string; operator: never; value: string }[] }[];
  properties: string[];
  limit: number;
}

/** The client has no API of their own for these types; its generic one takes the type as an argument. */
export function genericRecords({ basicApi, batchApi, searchApi }: Client['crm']['objects'], type: string): Records {
  return {
    basicApi: {
      create: (input) => basicApi.create(type, input),
      update: (id, input) => basicApi.update(type, id, input),
      getById: (id, properties) => basicApi.getById(type, id, properties),
      getPage: (limit) => basicApi.getPage(type, limit),
      archive: (id) => basicApi.archive(type, id),
    },
    batchApi: {
      create: (input) => batchApi.create(type, input),
      read: (input) => batchApi.read(type, input),
      update: (input) => batchApi.update(type, input),
      upsert: (input) => batchApi.upsert(type, input),
      archive: (input) => batchApi.archive(type, input),
    },
    searchApi: { doSearch: (input) => searchApi.doSearch(type, input) },
  };
}
