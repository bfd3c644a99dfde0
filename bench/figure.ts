/** One measured number, beside the physical limit or the peer of the same run. */
export interface Figure {
  readonly bench: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What the value is up against, in the same unit; null when there is nothing to compare with. */
  readonly reference: number | null;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  run(): Promise<Figure[]>;
}

const rounded = (value: number) => Number(value.toPrecision(4));

/** The `--json` line: `{ bench, figure, value, unit, reference, ratio }`. */
export function jsonLine(figure: Figure): string {
  const { reference } = figure;
  const ratio = reference === null || reference === 0 ? null : rounded(figure.value / reference);
  return JSON.stringify({
    ...figure,
    value: rounded(figure.value),
    reference: reference === null ? null : rounded(reference),
    ratio,
  });
}
