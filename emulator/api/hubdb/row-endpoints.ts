import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, type Endpoint, limitOf, listed, NO_CONTENT, ok } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import { hubdbPaths, READ_ROWS, WRITE_ROWS } from './paths.ts';
import { rowFilter, rowOrder } from './row-filter.ts';
import { rowView } from './row-view.ts';
import { allRows, changedRow, newRow, putRow, removeRow, requireRow } from './rows.ts';
import { requireTable, requireVersion, type Stage } from './table.ts';

export const RowBody = z.object({
  name: z.string().nullish(),
  path: z.string().nullish(),
  childTableId: z.coerce.number().int().nullish(),
  displayIndex: z.number().int().nullish(),
  values: z.record(z.string(), z.unknown()).default({}),
});

/** A page by `after`, or by `offset` when that is given; the answer says which of the two it is. */
function list(stage: Stage) {
  return (call: Call): Answer => {
    const table = requireTable(call);
    const version = requireVersion(table, stage);
    const found = allRows(call.hub, call.portalId, table.id, stage)
      .filter(rowFilter(version, call.query))
      .toSorted(rowOrder(version, listed(call.query, 'sort') ?? []));
    const limit = limitOf(call.query, 1000, 1000);
    const start = startOf(call.query);
    const properties = listed(call.query, 'properties');
    const results = found.slice(start, start + limit).map((row) => rowView(row, properties));
    const end = start + results.length;
    const random = call.query.has('offset');
    const next = random ? { offset: end } : { after: String(end) };
    const paging = end < found.length ? { paging: { next } } : {};
    return ok({ type: random ? 'RANDOM_ACCESS' : 'STREAMING', total: found.length, results, ...paging });
  };
}

function startOf(query: URLSearchParams): number {
  const text = query.get('offset') ?? query.get('after') ?? '0';
  const start = Number(text);
  if (!Number.isInteger(start) || start < 0) throw invalid(`"${text}" is not a place to start from.`);
  return start;
}

const get = (stage: Stage) => (call: Call) => {
  const table = requireTable(call);
  requireVersion(table, stage);
  return ok(rowView(requireRow(call, table, stage)));
};

function create(call: Call): Answer {
  const table = requireTable(call);
  return created(rowView(putRow(call, table, newRow(call, table, parseBody(RowBody, call.body)))));
}

const PartialRow = RowBody.partial();

const change = (replace: boolean) => (call: Call) => {
  const table = requireTable(call);
  const input = replace ? parseBody(RowBody, call.body) : parseBody(PartialRow, call.body);
  return ok(rowView(putRow(call, table, changedRow(call, table, requireRow(call, table, 'draft'), input, replace))));
};

function remove(call: Call): Answer {
  const table = requireTable(call);
  if (!removeRow(call, table, call.params['row'] ?? '')) throw notFound(`There is no draft row ${call.params['row']}.`);
  return NO_CONTENT;
}

function clone(call: Call): Answer {
  const table = requireTable(call);
  const row = requireRow(call, table, 'draft');
  const name = call.query.get('name') ?? row.name;
  return ok(rowView(putRow(call, table, newRow(call, table, { ...row, name }))));
}

const at = (rest: string): string[] => hubdbPaths(`/tables/:table/rows${rest}`);

export const rowEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: at(''), scopes: READ_ROWS, run: list('published') },
  { method: 'post', paths: at(''), scopes: WRITE_ROWS, run: create },
  { method: 'get', paths: at('/draft'), scopes: READ_ROWS, run: list('draft') },
  { method: 'get', paths: at('/:row'), scopes: READ_ROWS, run: get('published') },
  { method: 'get', paths: at('/:row/draft'), scopes: READ_ROWS, run: get('draft') },
  { method: 'put', paths: at('/:row/draft'), scopes: WRITE_ROWS, run: change(true) },
  { method: 'patch', paths: at('/:row/draft'), scopes: WRITE_ROWS, run: change(false) },
  { method: 'delete', paths: at('/:row/draft'), scopes: WRITE_ROWS, run: remove },
  { method: 'post', paths: at('/:row/draft/clone'), scopes: WRITE_ROWS, run: clone },
];
