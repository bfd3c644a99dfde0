import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, type Endpoint, limitOf, NO_CONTENT, ok } from '../http/endpoint.ts';
import { invalid } from '../http/errors.ts';
import { iso } from '../objects/record.ts';
import { hubdbPaths, READ_TABLES, PUBLISH_TABLES, WRITE_ROWS, WRITE_TABLES } from './paths.ts';
import { clearRows, copyRows } from './rows.ts';
import { allTables, type HubDbTable, nextHubDbId, putTable, requireTable, type Stage } from './table.ts';
import { draftOf, TableInput } from './table-input.ts';
import { tableView } from './table-view.ts';

const view = (call: Call, table: HubDbTable, stage: Stage): Answer =>
  ok(tableView(call.hub, call.portalId, table, stage));

const dates = { createdAt: 'createdAt', updatedAt: 'updatedAt' } as const;

/** `createdAfter`, `updatedBefore` and the like, as ISO times or epoch milliseconds. */
function withinDates(call: Call, table: HubDbTable): boolean {
  const bound = (name: string): number | null => {
    const text = call.query.get(name);
    if (text === null) return null;
    const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
    if (Number.isNaN(time)) throw invalid(`${name} must be an ISO time or epoch milliseconds, not "${text}"`);
    return time;
  };
  return Object.entries(dates).every(([exact, field]) => {
    const at = Date.parse(table[field]);
    const kind = exact.replace('At', '');
    const [after, before, same] = [bound(`${kind}After`), bound(`${kind}Before`), bound(exact)];
    return (after === null || at > after) && (before === null || at < before) && (same === null || at === same);
  });
}

function list(stage: Stage) {
  return (call: Call): Answer => {
    const archived = call.query.get('archived') === 'true';
    const found = allTables(call.hub, call.portalId)
      .filter((table) => (table.deletedAt !== null) === archived && (stage === 'draft' || table.published !== null))
      .filter((table) => withinDates(call, table));
    const sorted = sortedBy(found, call.query.get('sort'));
    const limit = limitOf(call.query, 1000, 1000);
    const after = call.query.get('after');
    const start = after === null ? 0 : sorted.findIndex((table) => table.id === after) + 1;
    const page = sorted.slice(start, start + limit);
    const last = page.at(-1)?.id;
    const paging = last !== undefined && start + limit < sorted.length ? { paging: { next: { after: last } } } : {};
    const results = page.map((table) => tableView(call.hub, call.portalId, table, stage));
    return ok({ total: sorted.length, results, ...paging });
  };
}

function sortedBy(tables: HubDbTable[], sort: string | null): HubDbTable[] {
  const [, minus, field] = /^(-?)(name|label|createdAt|updatedAt)$/.exec(sort ?? 'createdAt') ?? [];
  if (!field) throw invalid(`HubDB tables cannot be sorted by "${sort}"; use name, label, createdAt or updatedAt.`);
  const key = (table: HubDbTable): string =>
    field === 'createdAt' || field === 'updatedAt' ? table[field] : table.draft[field as 'name' | 'label'];
  const sign = minus === '-' ? -1 : 1;
  return tables.toSorted((a, b) => sign * (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
}

function create(call: Call): Answer {
  const draft = draftOf(call, null, null, parseBody(TableInput, call.body));
  const now = iso(call.hub.clock.now());
  const fresh = { published: null, publishedAt: null, deletedAt: null, createdAt: now, updatedAt: now };
  const table = putTable(call, { id: nextHubDbId(call.hub), draft, ...fresh });
  return created(tableView(call.hub, call.portalId, table, 'draft'));
}

const get = (stage: Stage) => (call: Call) =>
  view(call, requireTable(call, call.query.get('archived') === 'true'), stage);

function change(call: Call): Answer {
  const table = requireTable(call);
  const draft = draftOf(call, table.id, table.draft, parseBody(TableInput, call.body));
  return view(call, putTable(call, { ...table, draft, updatedAt: iso(call.hub.clock.now()) }), 'draft');
}

function remove(call: Call): Answer {
  const table = requireTable(call);
  putTable(call, { ...table, published: null, deletedAt: iso(call.hub.clock.now()) });
  clearRows(call, table.id, 'published');
  return NO_CONTENT;
}

const CloneInput = z.object({
  newName: z.string().optional(),
  newLabel: z.string().optional(),
  copyRows: z.boolean().default(true),
});

function clone(call: Call): Answer {
  const table = requireTable(call);
  const input = parseBody(CloneInput, call.body ?? {});
  const name = input.newName ?? `${table.draft.name}_copy`;
  const draft = draftOf(call, null, table.draft, { name, label: input.newLabel ?? `${table.draft.label} (copy)` });
  const now = iso(call.hub.clock.now());
  const fresh = { published: null, publishedAt: null, deletedAt: null, createdAt: now, updatedAt: now };
  const copy = putTable(call, { id: nextHubDbId(call.hub), draft, ...fresh });
  if (input.copyRows) copyRowsInto(call, table, copy);
  return view(call, copy, 'draft');
}

function copyRowsInto(call: Call, from: HubDbTable, to: HubDbTable): void {
  for (const row of call.hub.tables.rows<object>(`hubdbRows/${call.portalId}/${from.id}/draft`).values()) {
    const id = nextHubDbId(call.hub);
    call.hub.tables.put(`hubdbRows/${call.portalId}/${to.id}/draft`, id, { ...row, id, publishedAt: null });
  }
}

function publish(call: Call): Answer {
  const table = requireTable(call);
  const publishedAt = iso(call.hub.clock.now());
  copyRows(call, table.id, 'draft', 'published', publishedAt);
  return view(
    call,
    putTable(call, { ...table, published: table.draft, publishedAt, updatedAt: publishedAt }),
    'published',
  );
}

function unpublish(call: Call): Answer {
  const table = requireTable(call);
  clearRows(call, table.id, 'published');
  const updatedAt = iso(call.hub.clock.now());
  return view(call, putTable(call, { ...table, published: null, publishedAt: null, updatedAt }), 'draft');
}

/** The draft becomes what is published; without a published version there is nothing to go back to. */
function reset(call: Call): Answer {
  const table = requireTable(call);
  if (!table.published) throw invalid(`HubDB table ${table.id} was never published, so its draft cannot be reset.`);
  copyRows(call, table.id, 'published', 'draft', null);
  const updatedAt = iso(call.hub.clock.now());
  return view(call, putTable(call, { ...table, draft: table.published, updatedAt }), 'draft');
}

/** The emulator keeps no older versions of a table; deleting one is therefore done already. */
function removeVersion(call: Call): Answer {
  requireTable(call);
  return NO_CONTENT;
}

const at = (rest: string): string[] => hubdbPaths(`/tables${rest}`);

export const tableEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: at(''), scopes: READ_TABLES, run: list('published') },
  { method: 'post', paths: at(''), scopes: WRITE_TABLES, run: create },
  { method: 'get', paths: at('/draft'), scopes: READ_TABLES, run: list('draft') },
  { method: 'get', paths: at('/:table'), scopes: READ_TABLES, run: get('published') },
  { method: 'delete', paths: at('/:table'), scopes: WRITE_TABLES, run: remove },
  { method: 'get', paths: at('/:table/draft'), scopes: READ_TABLES, run: get('draft') },
  { method: 'patch', paths: at('/:table/draft'), scopes: WRITE_TABLES, run: change },
  { method: 'post', paths: at('/:table/draft/clone'), scopes: WRITE_TABLES, run: clone },
  { method: 'post', paths: at('/:table/draft/publish'), scopes: PUBLISH_TABLES, run: publish },
  { method: 'post', paths: at('/:table/draft/reset'), scopes: WRITE_ROWS, run: reset },
  { method: 'post', paths: at('/:table/unpublish'), scopes: PUBLISH_TABLES, run: unpublish },
  { method: 'delete', paths: at('/:table/versions/:version'), scopes: WRITE_TABLES, run: removeVersion },
];
