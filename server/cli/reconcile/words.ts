import { decimalPlaces } from '../../engine/currency.ts';
import { amount, minute } from '../format.ts';
import { table } from '../table.ts';
import type { CustomerSum, Drift, Report } from './answers.ts';

/** At least the decimals of the currency, and every digit there is. */
export function money(decimal: string, currency: string): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const digits = fraction.replace(/0+$/, '').padEnd(decimalPlaces(currency), '0');
  return digits === '' ? whole : `${whole}.${digits}`;
}

const noCurrency = '(no currency)';
const ofNobody = '(nobody)';

export const drifted = ({ pairs }: Report): number => pairs.reduce((sum, { counts }) => sum + counts.drifted, 0);
const explained = ({ pairs }: Report): number => pairs.reduce((sum, { counts }) => sum + counts.explained, 0);

/** The report for people, block by block. */
export function reportText(report: Report): string {
  const records = report.pairs.reduce((sum, { counts }) => sum + counts.left + counts.right, 0);
  const at = report.run.endedAt ?? report.run.startedAt;
  return [
    `Compared ${amount(records, 'record')} of ${amount(report.pairs.length, 'pair')}, ${minute(at)}.`,
    countsText(report),
    ...(report.totals.length === 0 ? [] : [totalsText(report)]),
    ...(report.differing.length === 0 ? [] : [differingText(report.differing)]),
    ...(report.drift.length === 0 ? [] : [driftText(report)]),
    verdict(report),
  ].join('\n\n');
}

function countsText({ pairs }: Report): string {
  const heads = [
    'pair',
    'HubSpot',
    'ERP',
    'linked',
    'only HubSpot',
    'only ERP',
    'held',
    'left out',
    'drifted',
    'explained',
  ];
  return table(
    heads,
    pairs.map(({ pair, counts: c }) => [
      pair,
      c.left,
      c.right,
      c.linked,
      c.onlyLeft,
      c.onlyRight,
      c.held,
      c.outside,
      c.drifted,
      c.explained,
    ]),
  );
}

type Figures = Pick<CustomerSum, 'left' | 'right' | 'difference' | 'explained' | 'currency'>;
const figures = ({ left, right, difference, explained: part, currency }: Figures): string[] =>
  [left, right, difference, part].map((decimal) => money(decimal, currency));

function totalsText({ totals }: Report): string {
  const heads = [
    'pair',
    'amount',
    'currency',
    'HubSpot',
    'ERP',
    'difference',
    'of it explained',
    'customers that differ',
  ];
  return moneyTable(
    heads,
    totals.map((sum) => [sum.pair, sum.amount, sum.currency || noCurrency, ...figures(sum), String(sum.differing)]),
    3,
  );
}

function differingText(differing: readonly CustomerSum[]): string {
  const heads = ['pair', 'amount', 'customer', 'currency', 'HubSpot', 'ERP', 'difference', 'of it explained'];
  const rows = differing.map((sum) => [
    sum.pair,
    sum.amount,
    sum.customer || ofNobody,
    sum.currency || noCurrency,
    ...figures(sum),
  ]);
  return `Sums that differ:\n${moneyTable(heads, rows, 4)}`;
}

/** Amounts stand to the right, so that their points are below each other. */
function moneyTable(heads: readonly string[], rows: readonly (readonly string[])[], from: number): string {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const shown = (row: readonly string[]) =>
    row.map((value, at) => (at >= from ? value.padStart(widths[at] ?? 0) : value));
  return table(shown(heads), rows.map(shown));
}

const MOST_SHOWN = 20;

function driftText({ drift }: Report): string {
  const more = drift.length > MOST_SHOWN ? ['... "--csv drift.csv" writes all of it.'] : [];
  return ['What differs:', ...drift.slice(0, MOST_SHOWN).flatMap(driftLines), ...more].join('\n');
}

function driftLines(one: Drift): string[] {
  const ids = [
    ...(one.leftId === null ? [] : [`HubSpot ${one.leftId}`]),
    ...(one.rightId === null ? [] : [`ERP ${one.rightId}`]),
  ].join(', ');
  const value = (text: string | null): string => (text === null ? 'blank' : JSON.stringify(text));
  const what =
    one.field === null ? one.kind : `${one.kind} ${one.field}: ${value(one.left)}, should be ${value(one.right)}`;
  return [`  ${one.pair}, ${ids}: ${what}`, `      ${one.explanation ?? one.action}`];
}

function verdict(report: Report): string {
  const [open, waiting] = [drifted(report), explained(report)];
  const rest = waiting === 0 ? '' : ` ${amount(waiting, 'record')} differ because something waits, as said above.`;
  if (open === 0) return `No drift.${rest}`;
  return `${amount(open, 'record')} drifted.${rest} "ledgerline reconcile --repair" shows what can be done about it, and does it.`;
}

const REPAIRS: Readonly<Record<string, string>> = {
  look: 'bring into step by the mapping',
  associate: 'associate as the ERP says',
  create: 'create in HubSpot, or link',
  recreate: 'create in HubSpot again',
  archive: 'archive in HubSpot: it is there twice',
};

export const repairText = ({ repair, drift }: Report): string =>
  [
    table(
      ['pair', 'what', 'records'],
      repair.map(({ pair, repair: how, records }) => [pair, REPAIRS[how] ?? how, records]),
    ),
    ...drift
      .filter((one) => one.repair !== 'none')
      .slice(0, MOST_SHOWN)
      .map(({ action }) => `  ${action}`),
  ].join('\n');
