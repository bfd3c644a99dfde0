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
