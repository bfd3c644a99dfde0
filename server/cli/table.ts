import { printable } from './format.ts';

/** Rows under their heads, in columns as wide as their widest value; figures stand to the right. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const shown = rows.map((row) => row.map((value) => printable(String(value))));
  const isFigure = heads.map((_, at) => rows.length > 0 && rows.every((row) => typeof row[at] === 'number'));
  const widths = heads.map((head, at) => Math.max(head.length, ...shown.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((value, at) => (isFigure[at] ? value.padStart(widths[at] ?? 0) : value.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return [heads, ...shown].map(line).join('\n');
}
