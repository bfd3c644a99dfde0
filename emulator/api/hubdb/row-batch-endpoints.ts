import { z } from 'zod';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { Id, parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, NO_CONTENT } from '../http/endpoint.ts';
import { HubSpotError } from '../http/errors.ts';
import { hubdbPaths, READ_ROWS, WRITE_ROWS } from './paths.ts';
import { RowBody } from './row-endpoints.ts';
import { rowView } from './row-view.ts';
import { changedRow, findRow, newRow, putRow, removeRow, requireRow } from './rows.ts';
import { requireTable, requireVersion, type Stage } from './table.ts';

const Ids = z.object({ inputs: z.array(Id) });
const Creates = z.object({ inputs: z.array(RowBody) });
const Updates = z.object({ inputs: z.array(RowBody.partial().extend({ id: Id })) });
const Clones = z.object({ inputs: z.array(z.object({ id: Id, name: z.string().nullish() })) });

function inputsOf<Input>(call: Call, schema: z.ZodType<{ inputs: Input[] }>): Input[] {
  const { inputs } = parseBody(schema, call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  return inputs;
}

const read = (stage: Stage) => (call: Call) => {
  const table = requireTable(call);
  requireVersion(table, stage);
  const ids = inputsOf(call, Ids);
  const missing = ids.filter((id) => !findRow(call, table, stage, id));
  const results = ids.flatMap((id) => findRow(call, table, stage, id) ?? []).map((row) => rowView(row));
  return batchAnswer(call.hub, 200, results, missing.length === 0 ? [] : [notRead(missing)]);
};

const notRead = (ids: readonly string[]): object => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  message: 'Some rows do not exist. Check that the ids are valid.',
  errors: [],
  links: {},
  context: { ids },
});

/** Every input stands alone: the rows that are right are written, the others are told in a 207. */
function each<Input>(call: Call, inputs: readonly Input[], complete: number, run: (input: Input) => object): Answer {
  const results: object[] = [];
  const errors: object[] = [];
  for (const input of inputs) {
    try {
      results.push(run(input));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      const { category, message } = error;
      errors.push({ status: 'error', category, message, errors: [], links: {}, context: {}, ...error.parts });
    }
  }
  return batchAnswer(call.hub, complete, results, errors);
}

function create(call: Call): Answer {
  const table = requireTable(call);
  return each(call, inputsOf(call, Creates), 201, (input) => rowView(putRow(call, table, newRow(call, table, input))));
}

const change = (replace: boolean) => (call: Call) => {
  const table = requireTable(call);
  return each(call, inputsOf(call, Updates), 200, (input) => {
    const row = requireRow(call, table, 'draft', input.id);
    return rowView(putRow(call, table, changedRow(call, table, row, input, replace)));
  });
};

function clone(call: Call): Answer {
  const table = requireTable(call);
  const rows = inputsOf(call, Clones).map(({ id, name }) => {
    const row = requireRow(call, table, 'draft', id);
    return { ...row, name: name ?? row.name };
  });
  return batchAnswer(
    call.hub,
    200,
    rows.map((row) => rowView(putRow(call, table, newRow(call, table, row)))),
  );
}

function purge(call: Call): Answer {
  const table = requireTable(call);
  for (const id of inputsOf(call, Ids)) removeRow(call, table, id);
  return NO_CONTENT;
}

const at = (rest: string): string[] => hubdbPaths(`/tables/:table/rows${rest}`);

export const rowBatchEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: at('/batch/read'), scopes: READ_ROWS, run: read('published') },
  { method: 'post', paths: at('/draft/batch/read'), scopes: READ_ROWS, run: read('draft') },
  { method: 'post', paths: at('/draft/batch/create'), scopes: WRITE_ROWS, run: create },
  { method: 'post', paths: at('/draft/batch/update'), scopes: WRITE_ROWS, run: change(false) },
  { method: 'post', paths: at('/draft/batch/replace'), scopes: WRITE_ROWS, run: change(true) },
  { method: 'post', paths: at('/draft/batch/clone'), scopes: WRITE_ROWS, run: clone },
  { method: 'post', paths: at('/draft/batch/purge'), scopes: WRITE_ROWS, run: purge },
];
