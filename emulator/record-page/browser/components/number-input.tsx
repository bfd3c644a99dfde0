import { classes } from './base.ts';
import { Field, type FieldProps } from './field.tsx';
import { useTold } from './told.ts';

interface NumberInputProps extends FieldProps {
  readonly value?: number;
  readonly defaultValue?: number;
  readonly min?: number;
  readonly max?: number;
  readonly precision?: number;
  readonly textAlign?: 'left' | 'right';
  readonly onChange?: (value: number) => void;
  readonly onInput?: (value: number) => void;
  readonly onBlur?: (value: number) => void;
}

const asText = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));

export function NumberInput(props: NumberInputProps) {
  const [text, setText] = useTold(asText(props.value), asText(props.defaultValue) ?? '');
  const { precision } = props;
  const commit = () => {
    props.onBlur?.(Number(text));
    if (text !== '' && text !== asText(props.value)) {
      props.onChange?.(precision === undefined ? Number(text) : Number(Number(text).toFixed(precision)));
    }
  };
  return (
    <Field field={props}>
      <input
        className={classes('hs-input', props.textAlign === 'right' && 'hs-right')}
        type="number"
        name={props.name}
        value={text}
        min={props.min}
        max={props.max}
        step="any"
        placeholder={props.placeholder}
        readOnly={props.readOnly}
        required={props.required}
        onChange={(event) => {
          setText(event.currentTarget.value);
          props.onInput?.(Number(event.currentTarget.value));
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
        data-testid={props.testId}
      />
    </Field>
  );
}
