import { InvalidArgumentError } from 'commander';

/** Parsers of arguments and options; each throws InvalidArgumentError with what to write instead. */
export function sideOf(winner: string): 'left' | 'right' {
  if (winner === 'hubspot') return 'left';
  if (winner === 'erp') return 'right';
  throw new InvalidArgumentError('The winner is "hubspot" or "erp".');
}

export function portalId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It is a number, for example 12345678.');
  return Number(text);
}
