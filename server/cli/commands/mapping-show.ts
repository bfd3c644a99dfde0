import { z } from 'zod';
import { isConstant } from '../../engine/fields.ts';
import { Mapping } from '../../engine/mapping.ts';
import type { Association, ConstantField, MappedField, Pair } from '../../engine/mapping.ts';
import { CliError } from '../cli-error.ts';
import type { Context, Options } from '../context.ts';
import { printable } from '../format.ts';
import type { Register } from '../registrar.ts';
import { table } from '../table.ts';
import { showRecord } from './mapping-record.ts';

const Answer = z.object({ mapping: z.unknown() });

interface ShowOptions extends Options {
  readonly record?: string;
}

export const addShow: Register = ({ context, portalCommand }) => {
  portalCommand(
    'show [pair]',
    'shows the mapping in use, or a record of either side through it',
    'ledgerline mapping show customer --record ALFKI',
  )
    .option('--record <id>', 'what the next look at this record would find and do; the id of either side')
    .action((pair: string | undefined, options: ShowOptions) => show(context, pair, options));
};

async function show(context: Context, pairName: string | undefined, options: ShowOptions): Promise<void> {
  if (options.record !== undefined) return showRecord(context, pairName, options.record, options);
  const { server, terminal } = context;
  const mapping = Mapping.parse((await server.admin('GET', '/mapping', Answer)).mapping);
  const pairs = mapping.pairs.filter(({ name }) => pairName === undefined || name === pairName);
  if (pairs.length === 0) {
    throw new CliError(`There is no pair ${pairName}. There are: ${mapping.pairs.map(({ name }) => name).join(', ')}.`);
  }
  if (options.json) return terminal.write(JSON.stringify({ ...mapping, pairs }, null, 2));
  terminal.write(pairs.map((pair) => pairText(pair)).join('\n\n'));
}

function pairText(pair: Pair): string {
  const heads = ['HubSpot', '', 'ERP', 'rule', 'transform'];
  return [...headLines(pair).map(printable), table(heads, [...referenceRows(pair), ...pair.fields.map(rowOf)])].join(
    '\n',
  );
}

function headLines({ name, left, right, create, match, filter, associations }: Pair): string[] {
  const keys = match.map((key, index) => {
    const parts = key.map((part) => `${part.left} = ${part.right}`).join(' and ');
    return `  match key ${index + 1}: ${parts}`;
  });
  return [
    `${name}: HubSpot ${left}, ERP ${right}; creates: ${create}`,
    ...keys,
    ...(filter === undefined ? [] : [`  filter: ${JSON.stringify(filter)}`]),
    ...associations.map((one) => `  ${associationWords(one)}`),
  ];
}

function associationWords({ to, right, label, direction, rule = 'right' }: Association): string {
  const by = {
    'right-to-left': `by ${right}`,
    'left-to-right': `and ${right} by that`,
    both: `and ${right} both ways, rule ${rule}`,
  };
  return `associated with ${to} ${by[direction]}${label === undefined ? '' : `, as "${label}"`}`;
}

const referenceRows = ({ reference, rightReference }: Pair): string[][] => [
  [reference, '<-', '$id', 'reference', ''],
  ...(rightReference === undefined ? [] : [['$id', '->', rightReference, 'reference', '']]),
];

const ARROWS = { both: '<->', 'to-left': '<-', 'to-right': '->' } as const;

function rowOf(field: MappedField | ConstantField): string[] {
  if (isConstant(field)) return [field.left, '<-', `"${field.value}"`, 'constant', late(field)];
  const { left, right, direction, rule, map, transform } = field;
  const made = transform ?? (map && { map });
  const words = [made === undefined ? '' : wordsOf(made), defaultOf(field), late(field)].filter((word) => word !== '');
  return [left, ARROWS[direction], right, direction === 'both' ? rule : '', words.join(', ')];
}

/** `phone country: DE, left: e164` */
function wordsOf(made: object): string {
  const [name = '', args] =
    (Object.entries(made) as [string, unknown][]).find(([, value]) => value !== undefined) ?? [];
  return `${name} ${JSON.stringify(args).replaceAll('"', '')}`;
}

const defaultOf = (field: MappedField): string => (field.default === undefined ? '' : `default "${field.default}"`);
const late = (field: { readonly late: boolean }): string => (field.late ? 'late' : '');
