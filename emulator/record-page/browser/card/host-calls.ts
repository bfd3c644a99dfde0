import { askPage, type At } from './ask-page.ts';
import type { HostCalls, PlainResponse } from './contract.ts';
import type { Framed } from './framed.ts';

/** What a card's worker asks of the page, passed on to the emulator. */
export function createHostCalls(at: At, { appId, title }: Framed): HostCalls {
  return {
    crmProperties: (names, options = {}) => askPage('/crm/properties', at, { names, options: options ?? {} }),
    crmAssociations: (request, options) => askPage('/crm/associations', at, { request, options: options ?? {} }),
    crmSearch: (request, options) => askPage('/crm/search', at, { request, options: options ?? {} }),
    crmFormat: (request) => askPage('/crm/format', at, request as object),
    serverless: (name, options) => askPage('/function', at, { appId, name, options: options ?? {} }),
    hsFetch: (url, options) => askPage<PlainResponse>('/fetch', at, { appId, request: { ...options, url } }),
    log: (level, text) => console[level](`[${title}] ${text}`),
  };
}
