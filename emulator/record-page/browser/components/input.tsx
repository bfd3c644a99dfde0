import { classes } from './base.ts';
import { Field, type FieldProps } from './field.tsx';
import { useTold } from './told.ts';

interface InputProps extends FieldProps {
  readonly type?: 'text' | 'password';
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onChange?: (value: string) => void;
  readonly onInput?: (value: string) => void;
  readonly onBlur?: (value: string) => void;
  readonly onFocus?: (value: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly resize?: 'vertical' | 'horizontal' | 'both' | 'none';
}

/** `onInput` at every key, `onChange` when the value is committed: when the field is left, or by Enter. */
function useTextField(props: InputProps) {
  const [text, setText] = useTold(props.value, props.defaultValue ?? '');
  return {
    name: props.name,
    placeholder: props.placeholder,
    readOnly: props.readOnly,
    required: props.required,
    value: text,
    'data-testid': props.testId,
    onInput: (event: { currentTarget: { value: string } }) => {
      setText(event.currentTarget.value);
      props.onInput?.(event.currentTarget.value);
    },
    onChange: () => {},
    onFocus: () => props.onFocus?.(text),
    onBlur: () => {
      props.onBlur?.(text);
      if (text !== (props.value ?? props.defaultValue ?? '')) props.onChange?.(text);
    },
    onKeyDown: (event: { key: string }) => {
      if (event.key === 'Enter') props.onChange?.(text);
    },
  };
}

export const Input = (props: InputProps) => (
  <Field field={props}>
    <input className="hs-input" type={props.type ?? 'text'} {...useTextField(props)} />
  </Field>
);

export function TextArea(props: InputProps) {
  const { onKeyDown: _onKeyDown, ...field } = useTextField(props);
  return (
    <Field field={props}>
      <textarea
        className="hs-input"
        rows={props.rows ?? 3}
        maxLength={props.maxLength}
        style={{ resize: props.resize ?? 'vertical' }}
        {...field}
      />
    </Field>
  );
}

/** A search answers while one types: `onChange` and `onInput` both follow every key. */
export function SearchInput(props: InputProps & { clearable?: boolean }) {
  const [text, setText] = useTold(props.value, props.defaultValue ?? '');
  const type = (value: string) => {
    setText(value);
    props.onInput?.(value);
    props.onChange?.(value);
  };
  const clearable = (props.clearable ?? true) && text !== '' && !props.readOnly;
  return (
    <Field field={props}>
      <span className="hs-search">
        <input
          className={classes('hs-input')}
          name={props.name}
          value={text}
          placeholder={props.placeholder ?? 'Search'}
          readOnly={props.readOnly}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={() => props.onBlur?.(text)}
          data-testid={props.testId}
        />
        {clearable ? (
          <button type="button" aria-label="Clear" onClick={() => type('')}>
            ×
          </button>
        ) : null}
      </span>
    </Field>
  );
}
