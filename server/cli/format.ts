import type { Run, Value } from './answers.ts';

export const number = new Intl.NumberFormat('en');

const COUNTS = [
  ['create', 'create'],
  ['update', 'update'],
  ['link', 'link'],
  ['remove', 'remove'],
  ['restore', 'restore'],
  ['unsure', 'unsure'],
  ['associate', 'associate'],
  ['conflict', 'conflict'],
  ['setAside', 'set aside'],
  ['unchanged', 'unchanged'],
] as const;

export function countsTable(counts: Run['counts']): string {
  const rows = COUNTS.map(([key, label]) => [label, number.format(counts[key] ?? 0)] as const);
  const width = Math.max(...rows.map(([, figure]) => figure.length));
  return rows.map(([label, figure]) => `${label.padEnd(10)} ${figure.padStart(width)}`).join('\n');
}

export const amount = (count: number, noun: string): string =>
  `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;

/** `40 s`, `12 min`, `3 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** To the minute, in UTC, as the ledger keeps it. */
export const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** Values come from other people's systems; a control character among them could rewrite the operator's screen. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, '\u{fffd}');

export const shownValue = (value: Value): string => (value === null ? 'blank' : JSON.stringify(value));
