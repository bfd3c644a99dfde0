import { Field } from './field.tsx';
import { useFormValue } from './form-values.ts';
import { Icon } from './icon.tsx';
import { useTextField, type TextFieldProps } from './text-field.ts';
import { useTold } from './told.ts';

export function Input(props: TextFieldProps & { readonly type?: 'text' | 'password' }) {
  const field = useTextField(props);
  return (
    <Field field={props}>
      {(control) => <input className="hs-input" type={props.type ?? 'text'} {...control} {...field} />}
    </Field>
  );
}

interface TextAreaProps extends TextFieldProps {
  readonly rows?: number;
  readonly cols?: number;
  readonly maxLength?: number;
  readonly resize?: 'vertical' | 'horizontal' | 'both' | 'none';
}

export function TextArea(props: TextAreaProps) {
  const { onKeyDown: _onKeyDown, ...field } = useTextField(props);
  const { rows = 3, cols, maxLength, resize = 'both' } = props;
  const style = { resize, ...(cols === undefined ? {} : { width: 'auto' }) };
  return (
    <Field field={props}>
      {(control) => (
        <textarea
          className="hs-input"
          rows={rows}
          cols={cols}
          maxLength={maxLength}
          style={style}
          {...control}
          {...field}
        />
      )}
    </Field>
  );
}

/** A search answers while one types: `onChange` and `onInput` both follow every key. */
export function SearchInput(props: TextFieldProps & { readonly clearable?: boolean }) {
  const [text, setText] = useTold(props.value, props.defaultValue ?? '');
  useFormValue(props.name, text);
  const type = (value: string) => {
    setText(value);
    props.onInput?.(value);
    props.onChange?.(value);
  };
  const clearable = (props.clearable ?? true) && text !== '' && !props.readOnly;
  const { placeholder = 'Search' } = props;
  return (
    <Field field={props}>
      {(control) => (
        <span className="hs-search">
          <input
            {...control}
            className="hs-input"
            role="searchbox"
            aria-label={props.label ? undefined : placeholder}
            name={props.name}
            value={text}
            placeholder={placeholder}
            readOnly={props.readOnly}
            onChange={(event) => type(event.currentTarget.value)}
            onFocus={() => props.onFocus?.(text)}
            onBlur={() => props.onBlur?.(text)}
            data-testid={props.testId}
          />
          {clearable ? (
            <button type="button" aria-label="Clear" onClick={() => type('')}>
              ×
            </button>
          ) : (
            <Icon name="search" />
          )}
        </span>
      )}
    </Field>
  );
}
