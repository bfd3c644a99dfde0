/** Dates as text: a pattern such as `DD.MM.YYYY`, with each part at most once and everything else taken literally. */
const PARTS = { YYYY: 4, MM: 2, DD: 2, HH: 2, mm: 2, ss: 2, SSS: 3 } as const;
export type Part = keyof typeof PARTS;
export type Moment = Readonly<Record<Part, string>>;

const TOKEN = /YYYY|SSS|MM|DD|HH|mm|ss/g;
export const partsOf = (pattern: string): Part[] => [...pattern.matchAll(TOKEN)].map(([part]) => part as Part);

/** Whether the pattern names each of the parts once, and none but those that are allowed. */
export function fits(pattern: string, needed: readonly Part[], allowed: readonly Part[]): boolean {
  const parts = partsOf(pattern);
  return (
    new Set(parts).size === parts.length &&
    needed.every((part) => parts.includes(part)) &&
    parts.every((part) => allowed.includes(part))
  );
}

/** Reads text by the pattern; what the pattern leaves out is zero. */
export function readPattern(pattern: string, text: string): Moment {
  const parts = partsOf(pattern);
  const source = pattern
    .split(TOKEN)
    .map((literal) => literal.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`))
    .map((literal, index) => (parts[index] === undefined ? literal : `${literal}(\\d{${PARTS[parts[index]]}})`))
    .join('');
  const found = new RegExp(`^${source}$`, 'u').exec(text.trim());
  if (!found) throw new RangeError(`"${text}" is not of the form ${pattern}`);
  const read = Object.fromEntries(parts.map((part, index) => [part, found[index + 1] ?? '']));
  return { YYYY: '0000', MM: '01', DD: '01', HH: '00', mm: '00', ss: '00', SSS: '000', ...read };
}

export const writePattern = (pattern: string, moment: Moment): string =>
  pattern.replace(TOKEN, (part) => moment[part as Part]);
