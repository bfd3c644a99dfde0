import type { HttpRequest } from './transport.ts';

const AREAS: readonly (readonly [RegExp, string])[] = [
  [/^\/crm\/objects\/[^/]+\/[^/]+\/search\b/, 'search'],
  [/^\/crm\/objects\/[^/]+\/[^/]+\/batch\/(read|create|update|upsert|archive)\b/, 'batch_$1'],
  [/^\/crm\/objects\/[^/]+\/[^/?]+(\?|$)/, 'list'],
  [/^\/crm\/objects\//, 'record'],
  [/^\/crm\/associations\//, 'associations'],
  [/^\/(crm\/propert|crm-object-schemas\/)/, 'definitions'],
  [/^\/webhooks-journal\//, 'journal'],
  [/^\/automation\//, 'workflow'],
];

/** What a call is about, in a few words that are the same for all objects and records: for counting. */
export function callKind({ path }: Pick<HttpRequest, 'path'>): string {
  for (const [area, name] of AREAS) {
    const match = area.exec(path);
    if (match) return name.replace('$1', match[1] ?? '');
  }
  return 'other';
}
