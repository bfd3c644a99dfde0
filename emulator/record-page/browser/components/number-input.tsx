import { classes } from './base.ts';
import { Field } from './field.tsx';
import { useNumberField, type NumberFieldProps } from './number-field.ts';

export function NumberInput(props: NumberFieldProps & { readonly textAlign?: 'left' | 'right' }) {
  const field = useNumberField(props);
  const percentage = props.formatStyle === 'percentage';
  return (
    <Field field={props}>
      {(control) => (
        <span className={classes('hs-affix', percentage && 'hs-affix-after')} data-affix="%">
          <input
            {...control}
            className={classes('hs-input', props.textAlign === 'right' && 'hs-right')}
            type="number"
            name={props.name}
            value={field.text}
            min={props.min}
            max={props.max}
            step="any"
            placeholder={props.placeholder}
            readOnly={props.readOnly}
            onChange={(event) => field.type(event.currentTarget.value)}
            onFocus={field.focus}
            onBlur={field.blur}
            onKeyDown={(event) => event.key === 'Enter' && field.commit()}
            data-testid={props.testId}
          />
        </span>
      )}
    </Field>
  );
}
