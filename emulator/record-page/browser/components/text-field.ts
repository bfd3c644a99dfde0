import { useFormValue } from './form-values.ts';
import type { FieldProps } from './field.tsx';
import { useTold } from './told.ts';

export interface TextFieldProps extends FieldProps {
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onChange?: (value: string) => void;
  readonly onInput?: (value: string) => void;
  readonly onBlur?: (value: string) => void;
  readonly onFocus?: (value: string) => void;
}

/** `onInput` at every key, `onChange` when the value is committed: when the field is left, or by Enter. */
export function useTextField(props: TextFieldProps) {
  const [text, setText] = useTold(props.value, props.defaultValue ?? '');
  useFormValue(props.name, text);
  return {
    name: props.name,
    placeholder: props.placeholder,
    readOnly: props.readOnly,
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
