import { Field, type FieldProps } from './field.tsx';
import { useTold } from './told.ts';

type Value = string | number | boolean;
interface SelectProps extends FieldProps {
  readonly value?: Value;
  readonly options: readonly { readonly label: string; readonly value: Value }[];
  readonly onChange?: (value: Value) => void;
}

/** The DOM knows texts only, so an option is found again by its place and the card gets its own value back. */
export function Select(props: SelectProps) {
  const { options, value, onChange, placeholder = 'Select', testId } = props;
  const [own, setOwn] = useTold<Value | undefined>(value, undefined);
  const at = options.findIndex((option) => option.value === own);
  return (
    <Field field={props}>
      <select
        className="hs-input"
        name={props.name}
        value={at}
        disabled={props.readOnly}
        onChange={(event) => {
          const chosen = options[Number(event.currentTarget.value)];
          if (!chosen) return;
          setOwn(chosen.value);
          onChange?.(chosen.value);
        }}
        data-testid={testId}
      >
        {at < 0 ? <option value={-1}>{placeholder}</option> : null}
        {options.map((option, place) => (
          <option key={String(option.value)} value={place}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
