import { useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import { Field } from './field.tsx';
import { useNumberField, type NumberFieldProps } from './number-field.ts';

/** What stands before the number, `$`, `€`, `CHF`, and its decimals; a code that is none stands there as it is. */
function lookOf(currency: string): { readonly symbol: string; readonly digits: number } {
  if (!/^[A-Za-z]{3}$/.test(currency)) return { symbol: currency, digits: 2 };
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const symbol = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
  return { symbol, digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
}

/** The number begins after the sign, however long that is. */
const roomFor = (symbol: string): CSSProperties => ({ '--affix-length': symbol.length }) as CSSProperties;

/** Grouped like money while it rests, plain while it is edited. */
export function CurrencyInput(props: NumberFieldProps & { readonly currency?: string }) {
  const { currency = 'USD' } = props;
  const { symbol, digits } = lookOf(currency);
  const precision = props.precision ?? digits;
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
        <span className="hs-affix hs-affix-before" data-affix={symbol} style={roomFor(symbol)}>
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
