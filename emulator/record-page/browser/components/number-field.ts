import { useRef } from 'react';
import { useFormValue } from './form-values.ts';
import type { FieldProps } from './field.tsx';
import { useTold } from './told.ts';

export interface NumberFieldProps extends FieldProps {
  readonly value?: number;
  readonly defaultValue?: number;
  readonly min?: number;
  readonly max?: number;
  readonly precision?: number;
  readonly formatStyle?: 'decimal' | 'percentage';
  readonly onChange?: (value: number) => void;
  readonly onInput?: (value: number) => void;
  readonly onBlur?: (value: number) => void;
  readonly onFocus?: (value: number) => void;
}

const asText = (value: number | undefined): string => (value === undefined ? '' : String(value));

/** Within the bounds, with as many digits as asked for. */
export function rounded(value: number, { min = -Infinity, max = Infinity, precision }: NumberFieldProps): number {
  const within = Math.min(max, Math.max(min, value));
  return precision === undefined ? within : Number(within.toFixed(precision));
}

/** A number as it is typed, and committed when the field is left or by Enter. */
export function useNumberField(props: NumberFieldProps) {
  const [text, setText] = useTold(
    props.value === undefined ? undefined : asText(props.value),
    asText(props.defaultValue),
  );
  const number = text === '' ? undefined : Number(text);
  useFormValue(props.name, number);
  const committed = useRef(props.value ?? props.defaultValue);
  const set = (value: number) => {
    const next = rounded(value, props);
    setText(asText(next));
    if (next === (props.value ?? committed.current)) return;
    committed.current = next;
    props.onChange?.(next);
  };
  const commit = () => {
    if (number !== undefined && !Number.isNaN(number)) set(number);
  };
  return {
    text,
    number,
    set,
    commit,
    type: (value: string) => {
      setText(value);
      props.onInput?.(Number(value));
    },
    focus: () => props.onFocus?.(number ?? 0),
    blur: () => {
      props.onBlur?.(number ?? 0);
      commit();
    },
  };
}
