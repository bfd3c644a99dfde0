import { useLayoutEffect, useRef, useState } from 'react';
import { Field } from './field.tsx';
import { useNumberField, type NumberFieldProps } from './number-field.ts';

/** What stands before the number: `$`, `€`, `CHF`. */
function symbolOf(currency: string): string {
  const parts = new Intl.NumberFormat('en-US', { style: 'currency', currency }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Grouped like money while it rests, plain while it is edited. */
export function CurrencyInput(props: NumberFieldProps & { readonly currency?: string }) {
  const { currency = 'USD' } = props;
  const precision = props.precision ?? digitsOf(currency);
  const field = useNumberField({ ...props, precision });
  const [editing, setEditing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // The text changes as the field is entered, which would lose the selection that a Tab made.
  useLayoutEffect(() => {
    if (editing) input.current?.select();
  }, [editing]);
  const resting = (value: number) =>
    value.toLocaleString('en-US', { minimumFractionDigits: precision, maximumFractionDigits: precision });
  return (
    <Field field={props}>
      {(control) => (
        <span className="hs-affix hs-affix-before" data-affix={symbolOf(currency)}>
          <input
            {...control}
            ref={input}
            className="hs-input"
            inputMode="decimal"
            name={props.name}
            value={
              editing || field.number === undefined || Number.isNaN(field.number) ? field.text : resting(field.number)
            }
            placeholder={props.placeholder}
            readOnly={props.readOnly}
            onChange={(event) => field.type(event.currentTarget.value.replaceAll(',', ''))}
            onFocus={() => {
              setEditing(true);
              field.focus();
            }}
            onBlur={() => {
              setEditing(false);
              field.blur();
            }}
            onKeyDown={(event) => event.key === 'Enter' && field.commit()}
            data-testid={props.testId}
          />
        </span>
      )}
    </Field>
  );
}
