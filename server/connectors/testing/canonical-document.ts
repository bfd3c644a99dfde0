import type { Document, Money } from '../../engine/document.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;
const WHOLE = /^(0|-?[1-9]\d*)$/;
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const KINDS = ['invoice', 'order', 'payment'];
const STATES = ['draft', 'open', 'part_paid', 'paid', 'void'];
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** What is not as engine/document.ts promises, a sentence each. */
export function documentProblems(one: Document): string[] {
  const { kind, id, state, total, balance, lines, applications } = one;
  const money: [string, Money][] = [
    ['total', total],
    ...(balance === null ? [] : [['balance', balance] as [string, Money]]),
    ...lines.flatMap((line): [string, Money][] => [
      ['unit price', line.unitPrice],
      ['total of a line', line.total],
    ]),
    ...applications.map(({ amount }): [string, Money] => ['amount of an application', amount]),
  ];
  const problems = [
    KINDS.includes(kind) ? null : `kind ${kind}`,
    STATES.includes(state) ? null : `state ${state}`,
    id === '' || one.accountId === '' || one.number === '' ? 'id, customer or number is blank' : null,
    DAY.test(one.issuedOn) ? null : `issuedOn ${one.issuedOn}`,
    one.dueOn === null || DAY.test(one.dueOn) ? null : `dueOn ${one.dueOn}`,
    (balance === null) === (kind !== 'invoice') ? null : 'only an invoice has a balance, and it always does',
    applications.length === 0 || kind === 'payment' ? null : 'only a payment has applications',
    ...money.map(([what, amount]) => moneyProblem(what, amount, total.currency)),
    ...lines.map(({ quantity }) => (DECIMAL.test(quantity) ? null : `quantity ${quantity}`)),
  ];
  const sound = problems.filter((problem) => problem !== null);
  // Sums of what is no number would only say the same once more.
  const all = sound.length > 0 ? sound : sumProblems(one);
  return all.map((problem) => `${kind} ${id}: ${problem}`);
}

function moneyProblem(what: string, { minor, currency }: Money, expected: string): string | null {
  if (!WHOLE.test(minor)) return `${what}: "${minor}" is not a whole number of minor units`;
  if (!currencies.has(currency)) return `${what}: "${currency}" is not an ISO 4217 code`;
  return currency === expected ? null : `${what} is in ${currency}, the document in ${expected}`;
}

function sumProblems({ state, total, balance, applications }: Document): string[] {
  const sum = BigInt(total.minor);
  const applied = applications.reduce((all, { amount }) => all + BigInt(amount.minor), 0n);
  const owed = balance === null ? null : BigInt(balance.minor);
  const problems = [
    size(applied) <= size(sum) ? null : `${applied} is applied of ${sum}`,
    owed === null || size(owed) <= size(sum) ? null : `the balance ${owed} is more than the total ${sum}`,
    (state === 'paid' || state === 'void') && owed !== null && owed !== 0n ? `it is ${state} and owes ${owed}` : null,
    state === 'part_paid' && (owed === 0n || owed === sum) ? `it is part_paid and owes ${owed} of ${sum}` : null,
    state === 'open' && owed !== null && owed !== sum ? `it is open and owes ${owed} of ${sum}` : null,
  ];
  return problems.filter((problem) => problem !== null);
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);
