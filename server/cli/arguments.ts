import { InvalidArgumentError } from 'commander';

/** Parsers of arguments and options; each throws InvalidArgumentError with what to write instead. */
export function sideOf(winner: string): 'left' | 'right' {
  if (winner === 'hubspot') return 'left';
  if (winner === 'erp') return 'right';
  throw new InvalidArgumentError('It is "hubspot" or "erp".');
}

export function portalId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It is a number, for example 12345678.');
  return Number(text);
}

/** A day, or a moment with its zone, as ISO 8601 in UTC. */
export function moment(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(time)) {
    throw new InvalidArgumentError('It is a day, for example 2026-01-01, or a time with its zone, 2026-01-01T08:00Z.');
  }
  return new Date(time).toISOString();
}

export function entryId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It is the number that "ledgerline inbox" shows first.');
  return Number(text);
}

/** `phone=030 123`, one after the other. */
export function assignment(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('Write it as field=value, for example phone=030123456.');
  }
  return { ...before, [name]: value };
}

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It is a whole number, 1 or more.');
  return Number(text);
}
